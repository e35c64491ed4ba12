package org.rapport.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Event;
import org.rapport.model.Subject;

/** One message of a Segment or RudderStack client, with what its batch says for all. */
final class SegmentMessage {
  private static final String PAGE_VIEWED = "Page Viewed";
  private static final String SCREEN_VIEWED = "Screen Viewed";

  private final Fields item;
  private final @Nullable SegmentType pathType;
  private final Fields shared;
  private final Instant receivedAt;

  SegmentMessage(Fields item, @Nullable SegmentType pathType, Fields shared, Instant receivedAt) {
    this.item = item;
    this.pathType = pathType;
    this.shared = shared;
    this.receivedAt = receivedAt;
  }

  /**
   * The event that the message tells.
   *
   * @param undatedAt when a message occurred that does not say so, or null to refuse it
   */
  Event event(int index, @Nullable Instant undatedAt) throws ItemRefusedException {
    SegmentType type = type();
    String messageId = Ids.optional(item, "messageId", true);
    String userId = Ids.optional(item, "userId", true);
    String anonymousId = userId == null || type == SegmentType.IDENTIFY ? anonymousId() : null;
    Subject subject = subject(userId, anonymousId, type);
    return new Event(
        index,
        messageId == null ? MessageIds.derived(type.word(), item) : messageId,
        "",
        subject,
        accountId(type),
        occurredAt(undatedAt),
        clockSkewMs(),
        content(type, subject, anonymousId));
  }

  private SegmentType type() throws ItemRefusedException {
    if (pathType != null) {
      return pathType;
    }
    JsonTree type = item.get("type");
    if (type == null) {
      throw new ItemRefusedException(
          RejectionCode.TYPE_MISSING,
          "\"type\" is missing.",
          "the message was built by hand; say \"type\": \"track\".");
    }
    Optional<SegmentType> known =
        type instanceof JsonTree.TextLeaf leaf ? SegmentType.ofWord(leaf.text()) : Optional.empty();
    return known.orElseThrow(
        () ->
            new ItemRefusedException(
                RejectionCode.UNKNOWN_TYPE,
                "\"type\" is %s; known are track, identify, page, screen, group and alias."
                    .formatted(Shown.value(type)),
                "it is meant for another destination; switch it off for this one."));
  }

  private @Nullable String anonymousId() throws ItemRefusedException {
    return Ids.optional(item, "anonymousId", true);
  }

  private Subject subject(@Nullable String userId, @Nullable String anonymousId, SegmentType type)
      throws ItemRefusedException {
    if (userId != null) {
      return Subject.customer(userId);
    }
    if (anonymousId != null && type != SegmentType.ALIAS) {
      return Subject.anonymous(anonymousId);
    }
    throw new ItemRefusedException(
        RejectionCode.CUSTOMER_ID_MISSING,
        type == SegmentType.ALIAS
            ? "\"userId\" is missing or empty."
            : "\"userId\" and \"anonymousId\" are both missing or empty.",
        "the call was made before anybody was signed in; give it an \"anonymousId\".");
  }

  private @Nullable String accountId(SegmentType type) throws ItemRefusedException {
    if (type == SegmentType.GROUP) {
      String groupId = Ids.optional(item, "groupId", true);
      if (groupId == null) {
        throw new ItemRefusedException(
            RejectionCode.ACCOUNT_ID_MISSING,
            "\"groupId\" is missing or empty in a group call.",
            "the customer belongs to no account yet; leave the call out.");
      }
      return groupId;
    }
    Fields context = contextWith("groupId");
    return context == null ? null : Ids.optional(context, "groupId", true);
  }

  /** The message's own context when it has the field, else the batch's, else null. */
  private @Nullable Fields contextWith(String field) {
    Fields own = item.fields("context");
    if (own != null && own.get(field) != null) {
      return own;
    }
    Fields common = shared.fields("context");
    return common != null && common.get(field) != null ? common : null;
  }

  private Instant occurredAt(@Nullable Instant undatedAt) throws ItemRefusedException {
    for (String field : List.of("timestamp", "originalTimestamp")) {
      JsonTree value = item.get(field);
      if (value != null) {
        return OccurredAt.of(value, field, receivedAt, true);
      }
    }
    if (undatedAt == null) {
      throw new ItemRefusedException(
          RejectionCode.OCCURRED_AT_MISSING,
          "\"timestamp\" is missing.",
          "the export left it out; a file must say when each event occurred.");
    }
    return undatedAt;
  }

  private @Nullable Long clockSkewMs() {
    String sentAt = item.text("sentAt") == null ? shared.text("sentAt") : item.text("sentAt");
    Instant sent = OccurredAt.lenient(sentAt, receivedAt);
    return sent == null ? null : Duration.between(sent, receivedAt).toMillis();
  }

  private Event.Content content(SegmentType type, Subject subject, @Nullable String anonymousId)
      throws ItemRefusedException {
    return switch (type) {
      case TRACK ->
          Items.occurrence(
              Ids.eventType(item, "event"),
              visit(),
              Items.object(item, "properties"),
              "/properties");
      case PAGE -> Items.occurrence(PAGE_VIEWED, visit(), namedProperties(), "/properties");
      case SCREEN -> Items.occurrence(SCREEN_VIEWED, visit(), namedProperties(), "/properties");
      case IDENTIFY ->
          new Event.Attributes(
              Scalars.attributes(traits(), ""),
              subject.kind() == Subject.Kind.CUSTOMER ? anonymousId : null);
      case GROUP ->
          new Event.Attributes(Scalars.attributes(Items.object(item, "traits"), "account."), null);
      case ALIAS -> new Event.Link(previous(subject));
    };
  }

  private boolean visit() {
    Fields context = contextWith("active");
    return context == null
        || !(context.get("active") instanceof JsonTree.FlagLeaf leaf)
        || leaf.flag();
  }

  /** Page and screen calls carry name and category beside their properties. */
  private Fields namedProperties() throws ItemRefusedException {
    Fields properties = Items.object(item, "properties");
    TreeMap<String, JsonTree> named = new TreeMap<>(properties.byName());
    for (String field : List.of("name", "category")) {
      if (properties.get(field) == null && item.get(field) instanceof JsonTree.TextLeaf text) {
        named.put(field, text);
      }
    }
    return new Fields(named);
  }

  /** RudderStack's clients may put the traits of an identify call into its context. */
  private Fields traits() throws ItemRefusedException {
    Fields context = item.fields("context");
    if (item.get("traits") == null && context != null) {
      return Items.object(context, "traits");
    }
    return Items.object(item, "traits");
  }

  private List<Subject> previous(Subject subject) throws ItemRefusedException {
    String previousId = Ids.optional(item, "previousId", true);
    String anonymousId = previousId == null ? anonymousId() : null;
    if (previousId == null && anonymousId == null) {
      throw new ItemRefusedException(
          RejectionCode.PREVIOUS_ID_MISSING,
          "\"previousId\" is missing or empty in an alias call.",
          "the customer had no id before; leave the call out.");
    }
    List<Subject> previous = new ArrayList<>();
    if (previousId != null) {
      // Alias calls do not say which of the two name spaces the earlier id belongs to.
      previous.add(Subject.customer(previousId));
      previous.add(Subject.anonymous(previousId));
    }
    if (anonymousId != null) {
      previous.add(Subject.anonymous(anonymousId));
    }
    previous.remove(subject);
    return previous;
  }
}
