package org.rapport.decision;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Chooses customers by their ids: the same ones each time and everywhere. */
final class CustomerHash {
  private static final long MILLION = 1_000_000;

  /** Spreads what CRC leaves in steps: 2 to the 64th, divided by the golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private CustomerHash() {}

  /** Where an id stands, from 0 to 999,999, all about equally often. */
  static int millionth(String customerId) {
    CRC32 crc = new CRC32();
    crc.update(customerId.getBytes(StandardCharsets.UTF_8));
    long spread = (crc.getValue() * SPREAD) >>> 32;
    return (int) ((spread * MILLION) >>> 32);
  }
}
