package org.rapport.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param bench the part of the bench it belongs to
 * @param ours what Rapport does
 * @param beside what it is compared with, measured in the same rounds
 * @param target what the ratio ours/beside, or ours alone, is to reach
 * @param note what a reader must know to judge it; may be empty
 * @param load the load average when its measurement began
 */
record Row(
    String bench,
    Series ours,
    @Nullable Series beside,
    @Nullable Target target,
    String note,
    String load) {

  /** Ours by the other, of the medians; null when it stands alone. */
  @Nullable Double ratio() {
    return beside == null ? null : ours.median() / beside.median();
  }

  /** Whether the target is met; null without a target. */
  @Nullable Boolean met() {
    if (target == null) {
      return null;
    }
    Double ratio = ratio();
    return target.met(ratio == null ? ours.median() : ratio);
  }
}
