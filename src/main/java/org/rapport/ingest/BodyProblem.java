package org.rapport.ingest;

/** Why a whole body is not taken: the closed list that docs/events.md explains. */
public enum BodyProblem {
  MALFORMED_JSON("malformed-json"),
  WRONG_SHAPE("wrong-shape"),
  UNKNOWN_FIELD("unknown-field"),
  TOO_MANY_ITEMS("too-many-items"),
  BODY_TOO_LARGE("body-too-large");

  private final String word;

  BodyProblem(String word) {
    this.word = word;
  }

  /** The stable word that programs see. */
  public String word() {
    return word;
  }
}
