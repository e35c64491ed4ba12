package org.rapport.ingest;

import java.nio.CharBuffer;

/**
 * Halves of surrogate pairs, written as escapes. Jackson takes them in values but stops at them in
 * names, which would cost a batch its good items; a NUL it takes everywhere, and neither can be
 * stored, so the one item is refused either way.
 */
final class HalfPairs {
  private HalfPairs() {}

  /** Writes NUL for each half pair; false when there was none. */
  static boolean blankOut(CharBuffer json) {
    boolean found = false;
    int i = json.position();
    while (i < json.limit()) {
      if (json.get(i) != '\\') {
        i++;
        continue;
      }
      int unit = escapedUnit(json, i);
      if (unit < 0 || !Character.isSurrogate((char) unit)) {
        i += 2;
        continue;
      }
      int next = escapedUnit(json, i + 6);
      if (next >= 0 && Character.isSurrogatePair((char) unit, (char) next)) {
        i += 12;
        continue;
      }
      for (int digit = i + 2; digit < i + 6; digit++) {
        json.put(digit, '0');
      }
      found = true;
      i += 6;
    }
    return found;
  }

  /** The UTF-16 unit that an escape at this place writes, or -1 when there is none. */
  private static int escapedUnit(CharBuffer json, int at) {
    if (at + 6 > json.limit() || json.get(at) != '\\' || json.get(at + 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(json.get(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
