package org.rapport.model;

/**
 * Whom an event is about: a customer named by the business, or a visitor not named yet.
 *
 * @param kind which of the two name spaces the id belongs to
 * @param id 1 to {@link #MAX_ID_LENGTH} characters, as the sender wrote it
 */
public record Subject(Kind kind, String id) {
  /** The longest id accepted, in characters. */
  public static final int MAX_ID_LENGTH = 255;

  /** The two name spaces of ids. */
  public enum Kind {
    CUSTOMER,
    ANONYMOUS
  }

  public static Subject customer(String id) {
    return new Subject(Kind.CUSTOMER, id);
  }

  public static Subject anonymous(String id) {
    return new Subject(Kind.ANONYMOUS, id);
  }
}
