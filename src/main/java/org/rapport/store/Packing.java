package org.rapport.store;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Packs the bytes of records with a dictionary (zlib, RFC 1950): what most records say alike takes
 * no room. Safe for use by several threads at once.
 */
final class Packing {
  /** Measured on real decisions: 6 takes a third longer and saves a tenth. */
  private static final int LEVEL = 3;

  /** How many packers are kept for the next time; each holds about 300 kB outside of the heap. */
  private static final int MAX_IDLE = 16;

  private static final int ROOM = 1_024;

  /** No record is larger: bodies of requests and rulebases are bounded far below. */
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  private final byte[] dictionary;
  private final ArrayBlockingQueue<Deflater> idle = new ArrayBlockingQueue<>(MAX_IDLE);

  /** Packing with this dictionary; none at all when it is empty. */
  Packing(byte[] dictionary) {
    this.dictionary = dictionary;
  }

  byte[] pack(byte[] bytes) {
    if (dictionary.length == 0) {
      return bytes;
    }
    Deflater waiting = idle.poll();
    Deflater deflater = waiting == null ? new Deflater(LEVEL) : waiting;
    deflater.reset();
    deflater.setDictionary(dictionary);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] packed = new byte[bytes.length / 4 + ROOM];
    int length = 0;
    while (!deflater.finished()) {
      if (length == packed.length) {
        packed = Arrays.copyOf(packed, packed.length * 2);
      }
      length += deflater.deflate(packed, length, packed.length - length);
    }
    if (!idle.offer(deflater)) {
      deflater.end();
    }
    return Arrays.copyOf(packed, length);
  }

  /**
   * The bytes as they were before packing.
   *
   * @throws IllegalArgumentException when they were not packed with this dictionary
   */
  static byte[] unpack(byte[] packed, byte[] dictionary) {
    if (dictionary.length == 0) {
      return packed;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      return unpack(inflater, dictionary, packed.length);
    } catch (DataFormatException e) {
      throw damaged(e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] unpack(Inflater inflater, byte[] dictionary, int packedLength)
      throws DataFormatException {
    byte[] bytes = new byte[packedLength * 8 + ROOM];
    int length = 0;
    while (!inflater.finished()) {
      if (length == bytes.length) {
        if (length >= MAX_BYTES) {
          throw damaged(null);
        }
        bytes = Arrays.copyOf(bytes, bytes.length * 2);
      }
      int more = inflater.inflate(bytes, length, bytes.length - length);
      length += more;
      if (more == 0 && inflater.needsDictionary()) {
        inflater.setDictionary(dictionary);
      } else if (more == 0 && inflater.needsInput() && !inflater.finished()) {
        throw damaged(null);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static IllegalArgumentException damaged(@Nullable Exception cause) {
    return new IllegalArgumentException(
        "The record is not as it was packed.\nMaybe the database was changed by hand.", cause);
  }
}
