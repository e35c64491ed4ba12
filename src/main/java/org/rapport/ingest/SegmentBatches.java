package org.rapport.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.EventBatch;

/**
 * Bodies of Segment's and RudderStack's clients: {@code {"batch":[...]}} or a single message. The
 * content type does not matter, since these clients say text or form when they send JSON.
 */
public final class SegmentBatches {
  private static final Set<String> SHARED = Set.of("context", "sentAt", "writeKey");

  private SegmentBatches() {}

  /**
   * Takes a body apart.
   *
   * @param body the inflated bytes
   * @param pathType the type that the path names, or null when each message names its own
   * @param receivedAt when the body arrived
   * @throws MalformedBodyException when no messages can be found in it
   */
  public static ParsedBody read(byte[] body, @Nullable SegmentType pathType, Instant receivedAt)
      throws MalformedBodyException {
    JsonBody.Root root = JsonBody.root(body, "batch", SHARED::contains);
    List<JsonTree> items = root.items();
    if (items == null) {
      return single(body, pathType, receivedAt);
    }
    if (!(root.fields() instanceof Fields shared)) {
      throw new MalformedBodyException(
          BodyProblem.WRONG_SHAPE,
          "/context",
          "The batch's own fields are too large or too deep.",
          "whole documents were put into the batch's \"context\".");
    }
    EventBatch batch =
        Items.batch(
            receivedAt,
            items,
            (index, item) ->
                new SegmentMessage(item, typeIn(item, pathType), shared, receivedAt)
                    .event(index, receivedAt));
    return new ParsedBody(batch, writeKey(shared, items));
  }

  private static ParsedBody single(byte[] body, @Nullable SegmentType pathType, Instant receivedAt)
      throws MalformedBodyException {
    JsonTree item = JsonBody.tree(body);
    if (pathType == null && item instanceof Fields fields && fields.get("type") == null) {
      throw new MalformedBodyException(
          BodyProblem.WRONG_SHAPE,
          "/batch",
          "The body has neither a \"batch\" nor a \"type\".",
          "the list of messages has another name; it must be called \"batch\".");
    }
    Fields shared = new Fields(new TreeMap<>());
    EventBatch batch =
        Items.batch(
            receivedAt,
            List.of(item),
            (index, fields) ->
                new SegmentMessage(fields, pathType, shared, receivedAt).event(index, receivedAt));
    return new ParsedBody(batch, writeKey(shared, List.of(item)));
  }

  /** In a batch each message's own type comes first; the path's is for those that have none. */
  private static @Nullable SegmentType typeIn(Fields item, @Nullable SegmentType pathType) {
    return item.get("type") == null ? pathType : null;
  }

  private static @Nullable String writeKey(Fields shared, List<JsonTree> items) {
    String key = shared.text("writeKey");
    for (int i = 0; key == null && i < items.size(); i++) {
      key = items.get(i) instanceof Fields item ? item.text("writeKey") : null;
    }
    return key;
  }
}
