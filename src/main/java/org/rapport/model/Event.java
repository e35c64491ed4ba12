package org.rapport.model;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a sender told about a customer: something done, something known, or two ids that
 * are one person.
 *
 * @param index its place in the batch it came in, from 0
 * @param messageId the sender's id of it; the same (source, messageId) counts once for ever
 * @param source the CloudEvents source, else empty
 * @param subject whom it is about
 * @param accountId the account named with it, when one was
 * @param occurredAt when it happened, by the sender's own clock
 * @param clockSkewMs received-at minus the sender's sent-at, in milliseconds, when it was stated
 * @param content what it says
 */
public record Event(
    int index,
    String messageId,
    String source,
    Subject subject,
    @Nullable String accountId,
    Instant occurredAt,
    @Nullable Long clockSkewMs,
    Content content) {

  /** What an event says. */
  public sealed interface Content {}

  /**
   * The customer did something.
   *
   * @param eventType the event's name as its sender wrote it
   * @param visit false when the sender says the customer was not active then (Segment's {@code
   *     context.active}): it then counts in its own Activity, but not in AllActivity
   * @param propertiesJson the properties as compact JSON text, {@code {}} when none
   * @param properties the scalar properties by dotted path from {@code properties.}, for what the
   *     catalogues ask for; numbers and texts beyond the limits are left out here
   */
  public record Occurrence(
      String eventType, boolean visit, String propertiesJson, SortedMap<String, Value> properties)
      implements Content {}

  /**
   * Something is known of the customer from then on.
   *
   * @param attributes by name; {@link Value.Removed} forgets one
   * @param linkedAnonymousId the anonymous id that the customer used before, when stated (identify)
   */
  public record Attributes(SortedMap<String, Value> attributes, @Nullable String linkedAnonymousId)
      implements Content {}

  /**
   * Earlier ids are the same person (alias).
   *
   * @param previous the earlier subjects: an id whose name space is unknown stands here in both
   */
  public record Link(List<Subject> previous) implements Content {}
}
