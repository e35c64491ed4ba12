package org.rapport.rules.check;

/** What a field holds. */
enum FieldType {
  WHOLE("a whole number"),
  NUMBER("a number"),
  TEXT("a text"),
  FLAG("true or false"),
  PHASE("a phase");

  private final String words;

  FieldType(String words) {
    this.words = words;
  }

  /** The type in words: {@code a whole number}. */
  String words() {
    return words;
  }

  boolean isNumeric() {
    return this == WHOLE || this == NUMBER;
  }
}
