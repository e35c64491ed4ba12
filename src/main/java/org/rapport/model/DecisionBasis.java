package org.rapport.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is made from, stored or given inline, before the scores of earlier days are
 * added: {@link DecisionInputs} is told from it.
 *
 * @param asOf the instant to decide for
 * @param timeline what is known of the customer
 * @param wasIn the segments of the decision before this one
 * @param contacts actions taken before
 * @param context the caller's own words for the moment
 * @param placement only actions for this placement, when given
 * @param channel only actions for this channel, when given
 * @param limit how many actions at most, from 1
 */
public record DecisionBasis(
    Instant asOf,
    Timeline timeline,
    List<SegmentLevel> wasIn,
    List<Contact> contacts,
    SortedMap<String, Value> context,
    @Nullable String placement,
    @Nullable String channel,
    int limit) {
  public DecisionBasis {
    wasIn = List.copyOf(wasIn);
    contacts = List.copyOf(contacts);
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /** The basis of a decision on a timeline alone: no earlier segments, contacts or context. */
  public static DecisionBasis of(Timeline timeline, Instant asOf) {
    return new DecisionBasis(
        asOf, timeline, List.of(), List.of(), Collections.emptySortedMap(), null, null, 1);
  }
}
