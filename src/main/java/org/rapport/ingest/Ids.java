package org.rapport.ingest;

import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Subject;

/** Ids and names as senders write them. */
final class Ids {
  private Ids() {}

  /**
   * The id in a field; null when the field is absent, null or blank.
   *
   * @param wholeNumbers whether a whole number may stand for its text
   */
  static @Nullable String optional(Fields item, String field, boolean wholeNumbers)
      throws ItemRefusedException {
    JsonTree value = item.get(field);
    if (value == null) {
      return null;
    }
    if (wholeNumbers && value instanceof JsonTree.NumberLeaf leaf && isWhole(leaf.literal())) {
      return leaf.literal();
    }
    if (!(value instanceof JsonTree.TextLeaf leaf)) {
      throw new ItemRefusedException(
          RejectionCode.ID_INVALID,
          "\"%s\" is %s, which is no text.".formatted(field, Shown.value(value)),
          "the id stands one level deeper, or lacks its quotes.");
    }
    return leaf.text().isBlank() ? null : usable(leaf.text(), field);
  }

  /** The same text, once it is known to be usable as an id. */
  static String usable(String id, String field) throws ItemRefusedException {
    if (id.length() > Subject.MAX_ID_LENGTH) {
      throw new ItemRefusedException(
          RejectionCode.ID_TOO_LONG,
          "\"%s\" has %d characters; an id has at most %d."
              .formatted(field, id.length(), Subject.MAX_ID_LENGTH),
          "something else was put into \"%s\": %s.".formatted(field, Shown.text(id)));
    }
    Storable.require(id, "/" + field);
    return id;
  }

  /** The id to name the item by when it is rejected: null when there is no usable one. */
  static @Nullable String forRejection(Fields item, String field) {
    try {
      return optional(item, field, true);
    } catch (ItemRefusedException e) {
      return null;
    }
  }

  /** The event type in a field. */
  static String eventType(Fields item, String field) throws ItemRefusedException {
    JsonTree value = item.get(field);
    if (value != null && !(value instanceof JsonTree.TextLeaf)) {
      throw new ItemRefusedException(
          RejectionCode.EVENT_INVALID,
          "\"%s\" is %s; an event type is a text.".formatted(field, Shown.value(value)),
          "the event's name stands one level deeper.");
    }
    String name = value instanceof JsonTree.TextLeaf leaf ? leaf.text() : "";
    if (name.isBlank()) {
      throw new ItemRefusedException(
          RejectionCode.EVENT_MISSING,
          "\"%s\" is missing or empty.".formatted(field),
          "the event's name was lost on its way; name what happened, such as \"Signed In\".");
    }
    return name(name, "/" + field);
  }

  /** The same text, once it is known to be usable as a name. */
  static String name(String name, String pointer) throws ItemRefusedException {
    requireShort(name);
    Storable.require(name, pointer);
    return name;
  }

  /** Refuses a name longer than names may be. */
  static void requireShort(String name) throws ItemRefusedException {
    if (name.length() > IngestLimits.MAX_NAME_CHARACTERS) {
      throw new ItemRefusedException(
          RejectionCode.NAME_TOO_LONG,
          "The name %s has %d characters; a name has at most %d."
              .formatted(Shown.text(name), name.length(), IngestLimits.MAX_NAME_CHARACTERS),
          "ids or dates are part of the name; make them properties.");
    }
  }

  private static boolean isWhole(String literal) {
    int start = literal.startsWith("-") ? 1 : 0;
    for (int i = start; i < literal.length(); i++) {
      if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
        return false;
      }
    }
    return literal.length() <= Subject.MAX_ID_LENGTH;
  }
}
