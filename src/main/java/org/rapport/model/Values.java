package org.rapport.model;

/** What is common to all kinds of {@link Value}. */
final class Values {
  private Values() {}

  /**
   * A text that orders values, so that of two readings with one time the same one wins whatever
   * order they arrived in.
   */
  static String orderKey(Value value) {
    if (value instanceof Value.Numeric number) {
      return "3" + Millionths.text(number.millionths());
    }
    if (value instanceof Value.Text text) {
      return "2" + text.text();
    }
    if (value instanceof Value.Flag flag) {
      return "1" + flag.flag();
    }
    return "0";
  }
}
