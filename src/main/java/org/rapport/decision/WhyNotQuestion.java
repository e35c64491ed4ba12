package org.rapport.decision;

import org.rapport.model.Segment;

/** What a caller asks about that did not come about in a decision. */
public sealed interface WhyNotQuestion {
  /** Why did this rule not match? */
  record AboutRule(String rule) implements WhyNotQuestion {}

  /** Why is the customer not in this segment, or at no higher level? */
  record AboutSegment(Segment segment) implements WhyNotQuestion {}

  /** Why was this action not chosen? */
  record AboutAction(String action) implements WhyNotQuestion {}
}
