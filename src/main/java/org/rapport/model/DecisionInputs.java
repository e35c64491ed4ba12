package org.rapport.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision depends on besides the rules: the same inputs and build give the same
 * analysis, to the byte.
 *
 * @param asOf the instant it is made for
 * @param history what is known of the customer as of then
 * @param sevenDaysBefore the score as of seven days before, or null when the customer was unknown
 * @param thirtyDaysBefore the same for thirty days
 * @param wasIn the segments of the decision before this one
 * @param contacts actions taken before
 * @param context the caller's own words for the moment, seen by rules as attributes {@code
 *     context.name}
 * @param placement only actions for this placement, when given
 * @param channel only actions for this channel, when given
 * @param limit how many actions at most, from 1
 */
public record DecisionInputs(
    Instant asOf,
    CustomerHistory history,
    @Nullable ScorePoint sevenDaysBefore,
    @Nullable ScorePoint thirtyDaysBefore,
    List<SegmentLevel> wasIn,
    List<Contact> contacts,
    SortedMap<String, Value> context,
    @Nullable String placement,
    @Nullable String channel,
    int limit) {
  public DecisionInputs {
    wasIn = List.copyOf(wasIn);
    contacts = List.copyOf(contacts);
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }
}
