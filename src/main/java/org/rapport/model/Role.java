package org.rapport.model;

import java.util.Optional;

/** What a key allows; a key has one or more, and none includes another. */
public enum Role {
  EVENTS("events"),
  DECIDE("decide"),
  READ("read"),
  RULES_EDIT("rules:edit"),
  RULES_PUBLISH("rules:publish"),
  AUDIT("audit"),
  ERASE("erase"),
  ADMIN("admin");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** The word used in JSON, in SQL, on the command line and in the contract. */
  public String word() {
    return word;
  }

  /** The role of a word, or empty. */
  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word.equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
