package org.rapport.http;

/** Every kind of finding about a request: a closed list, told in docs/problems.md. */
enum FindingCode {
  UNKNOWN_FIELD,
  MISSING,
  WRONG_TYPE,
  WRONG_SHAPE,
  EMPTY,
  TOO_LONG,
  TOO_MANY,
  OUT_OF_RANGE,
  UNKNOWN_WORD,
  BAD_CHARACTER,
  BAD_INSTANT,
  BAD_DAY,
  BAD_ID,
  BAD_NAME,
  BAD_CURSOR,
  PERSONAL,
  REPEATED,
  CONFLICT,
  MORE_FINDINGS;

  /** The stable word used in JSON and in docs/problems.md. */
  String word() {
    return Words.of(this);
  }
}
