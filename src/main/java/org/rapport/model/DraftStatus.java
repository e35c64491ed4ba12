package org.rapport.model;

import java.util.Locale;

/** How far a draft is. What is possible when stands here; the store holds the same conditions. */
public enum DraftStatus {
  /** It is worked on. */
  OPEN,
  /** It waits for somebody to approve it. */
  SUBMITTED,
  /** It may be published. */
  APPROVED,
  /** It was sent back. */
  REJECTED,
  /** It came to decide, and is done. */
  PUBLISHED,
  /** It was put away. */
  DELETED;

  /** The word used in JSON and in SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DraftStatus of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether it is there for anybody. */
  public boolean isThere() {
    return this != DELETED;
  }

  /** Whether it may be handed in. */
  public boolean maySubmit() {
    return this == OPEN || this == REJECTED;
  }

  /** Whether it may be approved. */
  public boolean mayApprove() {
    return this == SUBMITTED;
  }

  /** Whether it may be sent back. */
  public boolean mayReject() {
    return this == SUBMITTED || this == APPROVED;
  }

  /** Whether it may be published. */
  public boolean mayPublish() {
    return this == APPROVED;
  }

  /** Whether it may be put away. */
  public boolean mayDelete() {
    return isThere() && this != PUBLISHED;
  }
}
