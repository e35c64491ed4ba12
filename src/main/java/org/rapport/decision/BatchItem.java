package org.rapport.decision;

import org.jspecify.annotations.Nullable;

/**
 * What became of one customer of a batch: an answer or a failure, never both.
 *
 * @param answer the decision, or null when there is none
 * @param failure why there is none, one of those of {@link Decider#decide}; or null
 */
public record BatchItem(String customerId, @Nullable Answer answer, @Nullable Throwable failure) {

  static BatchItem of(String customerId, Answer answer) {
    return new BatchItem(customerId, answer, null);
  }

  static BatchItem failed(String customerId, Throwable failure) {
    return new BatchItem(customerId, null, failure);
  }
}
