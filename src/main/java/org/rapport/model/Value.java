package org.rapport.model;

/** A scalar that an attribute or an event property may hold. */
public sealed interface Value {
  /** A number, exact to six places. */
  record Numeric(long millionths) implements Value {}

  /** A text, at most {@link #MAX_TEXT_LENGTH} characters. */
  record Text(String text) implements Value {}

  /** A yes or no. */
  record Flag(boolean flag) implements Value {}

  /** Nothing any more: the attribute was removed at that time. */
  record Removed() implements Value {}

  /** The longest text kept, in characters; longer ones are refused at the door. */
  int MAX_TEXT_LENGTH = 1_024;
}
