package org.rapport.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, plain or gzip, one at a time and each of bounded length. */
final class LineSource implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BEGINNING_BYTES = 1024;

  /**
   * One line.
   *
   * @param number from 1
   * @param bytes without the line's end; only the beginning when it is too long
   * @param tooLong whether it is longer than {@link IngestLimits#MAX_LINE_BYTES}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
  record RawLine(long number, byte[] bytes, boolean tooLong) {}

  private final String file;
  private final long totalBytes;
  private final Counting counting;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private long line;

  private LineSource(String file, long totalBytes, Counting counting, InputStream in) {
    this.file = file;
    this.totalBytes = totalBytes;
    this.counting = counting;
    this.in = in;
  }

  static LineSource open(Path path) throws ImportFailedException {
    String file = String.valueOf(path.getFileName());
    try {
      long totalBytes = Files.size(path);
      Counting counting = new Counting(Files.newInputStream(path));
      try {
        BufferedInputStream buffered = new BufferedInputStream(counting, BUFFER_BYTES);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        InputStream in = gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
        return new LineSource(file, totalBytes, counting, in);
      } catch (IOException e) {
        counting.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new ImportFailedException(
          0, "There is no file %s.".formatted(path), "the name is misspelt.");
    } catch (IOException e) {
      throw new ImportFailedException(
          0,
          "The file %s cannot be opened: %s.".formatted(path, e.getMessage()),
          "it is a folder, its permissions forbid reading, or its gzip is broken.");
    }
  }

  /** The next line, or null at the end. */
  @Nullable RawLine next() throws ImportFailedException {
    try {
      return read();
    } catch (IOException e) {
      throw new ImportFailedException(
          line,
          "The file %s cannot be read past line %d: %s."
              .formatted(file, line, String.valueOf(e.getMessage())),
          "it was cut while it was copied; copy it again, and import it again: what was taken"
              + " counts once.");
    }
  }

  long bytesRead() {
    return counting.count.get();
  }

  long totalBytes() {
    return totalBytes;
  }

  String file() {
    return file;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // Nothing was written: a file that does not close has still been read.
      return;
    }
  }

  private @Nullable RawLine read() throws IOException {
    if (at == end && !fill()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    long length = 0;
    boolean ended = false;
    while (!ended && (at < end || fill())) {
      int start = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      int room = (int) Math.max(0, IngestLimits.MAX_LINE_BYTES - length);
      bytes.write(buffer, start, Math.min(at - start, room));
      length += at - start;
      if (at < end) {
        at++;
        ended = true;
      }
    }
    line++;
    boolean tooLong = length > IngestLimits.MAX_LINE_BYTES;
    byte[] all = bytes.toByteArray();
    int keep = tooLong ? BEGINNING_BYTES : all.length;
    if (!tooLong && keep > 0 && all[keep - 1] == '\r') {
      keep--;
    }
    return new RawLine(line, keep == all.length ? all : Arrays.copyOf(all, keep), tooLong);
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  /** Counts what is read from disk, whatever it inflates to. */
  private static final class Counting extends FilterInputStream {
    // Atomic because a progress bar may ask from another thread.
    private final AtomicLong count = new AtomicLong();

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count.addAndGet(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = super.read(bytes, from, length);
      count.addAndGet(Math.max(0, read));
      return read;
    }
  }
}
