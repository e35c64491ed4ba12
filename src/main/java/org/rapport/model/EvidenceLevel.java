package org.rapport.model;

/** How much data a decision rests on. */
public enum EvidenceLevel {
  /** Enough, by the catalogue's own limits. */
  OK("ok"),
  /** Some, but less than the catalogue asks for. */
  THIN("thin"),
  /** The customer is unknown, or nothing but a sign-up is known. */
  NONE("none");

  private final String word;

  EvidenceLevel(String word) {
    this.word = word;
  }

  /** The word used in rules and in JSON. */
  public String word() {
    return word;
  }
}
