package org.rapport.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a key, a draft or a rulebase, as it goes on record.
 *
 * @param step the kind: {@code key-created}
 * @param at when
 * @param by who did it
 * @param subject what it was done to: {@code key:backend}
 * @param digest the rulebase version meant, or null
 * @param why in the words of who did it, or null
 * @param details what else belongs to this kind of step, by name
 */
public record RecordedStep(
    String step,
    Instant at,
    Caller by,
    String subject,
    @Nullable String digest,
    @Nullable String why,
    SortedMap<String, String> details) {
  public RecordedStep {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /** A step without digest and words. */
  public static RecordedStep of(
      String step, Instant at, Caller by, String subject, Map<String, String> details) {
    return new RecordedStep(step, at, by, subject, null, null, new TreeMap<>(details));
  }
}
