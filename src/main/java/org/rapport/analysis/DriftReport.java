package org.rapport.analysis;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What replaying many decisions came to.
 *
 * @param same how many came out as the very same bytes
 * @param different how many did not
 * @param rulesNotHere how many were made by rules that are not at hand
 * @param erased how many are about customers who were erased: nobody can decide about them again
 * @param unreadable how many could not be read: the record is damaged
 * @param otherBuilds how many of all replayed were decided by another build of their version
 * @param scores how many of the different have another score
 * @param levels how many of the different have another level in a segment
 * @param actions how many of the different have another first action
 * @param byVersion how many were replayed, by rulebase and version
 * @param examples the first that differ, at most {@link #MAX_EXAMPLES}
 */
public record DriftReport(
    long same,
    long different,
    long rulesNotHere,
    long erased,
    long unreadable,
    long otherBuilds,
    long scores,
    long levels,
    long actions,
    SortedMap<String, Long> byVersion,
    List<Replay> examples) {
  /** How many examples are told. */
  public static final int MAX_EXAMPLES = 20;

  public DriftReport {
    byVersion = Collections.unmodifiableSortedMap(new TreeMap<>(byVersion));
    examples = List.copyOf(examples);
  }

  /** How many decisions were looked at. */
  public long all() {
    return same + different + rulesNotHere + erased + unreadable;
  }

  /** Whether all that is left came out the same. */
  public boolean clean() {
    return different == 0 && rulesNotHere == 0 && unreadable == 0;
  }
}
