package org.rapport.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells whether foreign code ran: hostile text sets a property, writes a file, starts a thread,
 * opens a connection, or has a class of ours loaded. It names what was done, and begins anew.
 */
final class Canary implements AutoCloseable {
  /** The property that hostile text sets. */
  static final String PROPERTY = "rapport.canary";

  /** Where hostile text writes files. */
  static final Path FOLDER = Path.of("target/canary");

  /** What hostile text calls its threads. */
  static final String THREAD = "rapport-canary";

  private static final long WATCHDOG_MS = 60_000;

  /** Set by {@link Song}, a class that nothing but hostile text names. */
  static volatile boolean sang;

  private final ServerSocket socket;

  Canary() {
    try {
      Files.createDirectories(FOLDER);
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty("rapport.canary.port", Integer.toString(socket.getLocalPort()));
    dead();
  }

  /** What was done since it was last asked; empty when nothing was. */
  List<String> dead() {
    List<String> done = new ArrayList<>();
    if (System.getProperties().remove(PROPERTY) != null) {
      done.add("property");
    }
    if (sang) {
      sang = false;
      done.add("class");
    }
    if (deletedFiles()) {
      done.add("file");
    }
    Thread[] threads = new Thread[Thread.activeCount() + 50];
    for (int i = Thread.enumerate(threads) - 1; i >= 0; i--) {
      Thread thread = threads[i];
      if (thread.getName().equals(THREAD)) {
        end(thread);
        done.add("thread");
      }
    }
    if (connected()) {
      done.add("socket");
    }
    return done;
  }

  /** Ends a thread and waits until it is gone: it is to be heard once. */
  private static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join(WATCHDOG_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean deletedFiles() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> found = files.toList();
      for (Path file : found) {
        Files.delete(file);
      }
      return !found.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean connected() {
    boolean any = false;
    try {
      while (true) {
        try (Socket one = socket.accept()) {
          any |= one.isConnected();
        }
      }
    } catch (SocketTimeoutException none) {
      return any;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
