package org.rapport.model;

/** How deep an explanation goes. */
public enum Explain {
  /** Nothing beyond the reasons in the answer. */
  NONE,
  /** The plain-text summary. */
  SUMMARY,
  /** Every rule with its points and number of matches. */
  COUNTS,
  /** Every rule with every match. */
  FULL
}
