package org.rapport.model;

import java.util.List;

/**
 * What became of a batch; it is stored for good when this is told.
 *
 * @param accepted items that are new and now stored
 * @param duplicates items that were stored before (or stand twice in the batch)
 * @param rejected items not taken, by index
 */
public record IntakeResult(int accepted, int duplicates, List<Rejection> rejected) {
  public IntakeResult {
    rejected = List.copyOf(rejected);
  }
}
