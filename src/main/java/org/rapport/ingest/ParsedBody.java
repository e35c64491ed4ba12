package org.rapport.ingest;

import org.jspecify.annotations.Nullable;
import org.rapport.model.EventBatch;

/**
 * A request body taken apart.
 *
 * @param batch its items, understood or rejected
 * @param writeKey the API key that some Segment clients put into the body, or null
 */
public record ParsedBody(EventBatch batch, @Nullable String writeKey) {}
