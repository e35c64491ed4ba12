package org.rapport.rules.check;

import org.jspecify.annotations.Nullable;

/** Characters that look like those of rule text and are others: what was probably meant. */
final class LookAlikes {
  /** Cyrillic, then Greek, each above the Latin letter it looks like. */
  private static final String LETTERS =
      "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0425\u0405\u0406\u0408"
          + "\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455"
          + "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7\u03BF";

  private static final String LATIN = "ABEKMHOPCTXSIJ" + "aeopcyxijs" + "ABEZHIKMNOPTYXo";

  private LookAlikes() {}

  /** What the character looks like, or null when it looks like nothing of rule text. */
  static @Nullable String plain(int character) {
    int letter = LETTERS.indexOf(character);
    if (letter >= 0) {
      return "the Latin letter " + LATIN.charAt(letter);
    }
    return switch (character) {
      case 0x2265 -> ">=";
      case 0x2264 -> "<=";
      case 0x2260 -> "!=";
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212 -> "the hyphen -";
      case 0xFF08 -> "(";
      case 0xFF09 -> ")";
      case 0xFF0C -> "a comma";
      case 0xFF1A -> "a colon";
      case 0xFF1B -> "a semicolon";
      default -> null;
    };
  }
}
