package org.rapport.model;

/**
 * A scalar property of an event type that some rulebase's catalogue asks for, as a numeric value or
 * as an attribute. The store keeps these by day (numbers) and with history (attributes), also for
 * events from before it was asked for.
 *
 * @param eventType the event type
 * @param property the dotted path below {@code properties.}, such as {@code minutes}
 */
public record Extract(String eventType, String property) implements Comparable<Extract> {
  @Override
  public int compareTo(Extract other) {
    int byType = eventType.compareTo(other.eventType);
    return byType != 0 ? byType : property.compareTo(other.property);
  }
}
