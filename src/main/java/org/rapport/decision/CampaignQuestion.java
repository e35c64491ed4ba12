package org.rapport.decision;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's report is to tell.
 *
 * @param rulebase which rules, or null for the default
 * @param from when it began
 * @param to when to look what became of it
 * @param touched whom it touched
 * @param control a control group, or null to compare with all others
 * @param outcome an event type whose takers are compared too, or null
 */
public record CampaignQuestion(
    @Nullable String rulebase,
    Instant from,
    Instant to,
    Members touched,
    @Nullable Members control,
    @Nullable String outcome) {

  /** Some customers. */
  public sealed interface Members {}

  /** Those who did something from the campaign's first day on, until its end. */
  public record Did(String eventType) implements Members {}

  /** Those whose attribute has a value, as of the end; the value as text. */
  public record Having(String attribute, String value) implements Members {}

  /**
   * Those of a list.
   *
   * @param name what the list is called
   */
  public record Listed(String name, Set<String> customerIds) implements Members {
    public Listed {
      customerIds = Collections.unmodifiableSet(new TreeSet<>(customerIds));
    }
  }
}
