package org.rapport.decision;

/** A key was to be made with a name that stands for another one. */
public final class KeyNameTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeyNameTakenException(String name) {
    super(
        "The name \"%s\" stands for another key, and for ever: decisions name their caller by it.%nMaybe add a number: %s-2."
            .formatted(name, name));
  }
}
