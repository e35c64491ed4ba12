package org.rapport.command;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Tells, on a thread of its own, that something in some folders was saved. */
final class FolderWatch implements AutoCloseable {
  /** How long it must be quiet before a save is over: editors write in several steps. */
  private static final int QUIET_MS = 200;

  /** How many folders are watched at most, the ones within included. */
  private static final int MAX_FOLDERS = 100;

  private final WatchService service;
  private final Runnable saved;

  private FolderWatch(WatchService service, Runnable saved) {
    this.service = service;
    this.saved = saved;
  }

  /**
   * Watches.
   *
   * @param saved is called once at the beginning, and after each save
   * @throws UsageException when a folder cannot be watched
   */
  static FolderWatch of(List<Path> folders, Runnable saved) {
    try {
      WatchService service = FileSystems.getDefault().newWatchService();
      for (Path folder : folders) {
        try (Stream<Path> within = Files.walk(folder, 2)) {
          for (Path each : within.filter(Files::isDirectory).limit(MAX_FOLDERS).toList()) {
            register(each, service);
          }
        }
      }
      FolderWatch watch = new FolderWatch(service, saved);
      Thread thread = new Thread(watch::run, "rapport-watch");
      thread.setDaemon(true);
      thread.start();
      return watch;
    } catch (IOException e) {
      throw new UsageException("The folder cannot be watched: %s.".formatted(e.getMessage()));
    }
  }

  private static void register(Path folder, WatchService service) throws IOException {
    WatchEvent.Kind<?>[] kinds = {
      StandardWatchEventKinds.ENTRY_CREATE,
      StandardWatchEventKinds.ENTRY_MODIFY,
      StandardWatchEventKinds.ENTRY_DELETE
    };
    WatchKey unused = folder.register(service, kinds);
  }

  private void run() {
    try {
      saved.run();
      while (true) {
        WatchKey key = service.take();
        while (key != null) {
          key.pollEvents();
          key.reset();
          key = service.poll(QUIET_MS, TimeUnit.MILLISECONDS);
        }
        saved.run();
      }
    } catch (InterruptedException | ClosedWatchServiceException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UsageException("The watch cannot be ended: %s.".formatted(e.getMessage()));
    }
  }
}
