package org.rapport.model;

import java.time.Instant;

/**
 * One value that an attribute took.
 *
 * @param origin the event type whose property it was, or empty for identify, group and attribute
 *     updates
 * @param name the attribute's name, or the property's path when there is an origin
 * @param value the value; {@link Value.Removed} when it was taken away
 * @param occurredAt since when
 */
public record AttributeReading(String origin, String name, Value value, Instant occurredAt) {}
