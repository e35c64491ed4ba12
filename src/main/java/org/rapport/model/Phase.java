package org.rapport.model;

/** Lifecycle phase of a customer. */
public enum Phase {
  TRIAL,
  PAYING,
  LAPSED,
  PROSPECT
}
