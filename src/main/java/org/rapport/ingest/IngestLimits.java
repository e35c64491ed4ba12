package org.rapport.ingest;

/** The limits of what is taken in; a body, item or line beyond them is refused by name. */
public final class IngestLimits {
  /** The largest request body, in bytes after inflating. */
  public static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

  /** The most items in one body. */
  public static final int MAX_ITEMS = 10_000;

  /**
   * The most values in the items of one body: each costs some ten times its bytes while it is read.
   */
  public static final int MAX_VALUES = 1_000_000;

  /** The largest item, in characters of its JSON without white space. */
  public static final int MAX_ITEM_CHARACTERS = 128 * 1024;

  /** The largest properties of one item, in characters of their JSON without white space. */
  public static final int MAX_PROPERTIES_CHARACTERS = 64 * 1024;

  /** How deep objects and lists may stand in each other in one item; the item itself is one. */
  public static final int MAX_DEPTH = 32;

  /** How deep they may stand in a body at all: beyond this nobody looks for good items in it. */
  public static final int MAX_BODY_DEPTH = 10_000;

  /** The longest number, in characters as written. */
  public static final int MAX_NUMBER_CHARACTERS = 100;

  /** The longest event type and the longest attribute name, in characters. */
  public static final int MAX_NAME_CHARACTERS = 255;

  /** How many names the dotted path of an attribute may have; deeper values are left out. */
  public static final int MAX_ATTRIBUTE_NAMES = 4;

  /** The most attributes that one item may set. */
  public static final int MAX_ATTRIBUTES = 500;

  /** The longest line of an import file, in bytes. */
  public static final int MAX_LINE_BYTES = 1024 * 1024;

  /** The most items in one batch of an import. */
  public static final int MAX_IMPORT_BATCH_ITEMS = 500;

  /** A batch of an import is handed over once its lines hold this many bytes. */
  public static final int MAX_IMPORT_BATCH_BYTES = 4 * 1024 * 1024;

  /** The most lines over which one quoted CSV field may run. */
  public static final int MAX_QUOTED_LINES = 100;

  private IngestLimits() {}
}
