package org.rapport.ingest;

/** Which texts the database can keep: all but NUL characters and halves of surrogate pairs. */
final class Storable {
  private Storable() {}

  /** Whether the text can be kept as it is. */
  static boolean accepts(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Refuses a text that cannot be kept; the pointer says where it stands. */
  static void require(String text, String pointer) throws ItemRefusedException {
    if (!accepts(text)) {
      throw new ItemRefusedException(
          RejectionCode.TEXT_NOT_STORABLE,
          "%s holds a NUL character or half a surrogate pair: %s."
              .formatted(Shown.plain(pointer), Shown.text(text)),
          "bytes were cut or decoded wrongly before sending; send whole UTF-8 text.");
    }
  }
}
