package org.rapport.store;

import org.rapport.model.Subject;

/** The words for the two name spaces of ids. */
final class Kinds {
  static final String CUSTOMER = "customer";
  static final String ANONYMOUS = "anonymous";

  private Kinds() {}

  static String word(Subject.Kind kind) {
    return kind == Subject.Kind.CUSTOMER ? CUSTOMER : ANONYMOUS;
  }
}
