package org.rapport.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of bodies held at one time by all requests together. */
final class BodyBudget {
  private final AtomicLong held = new AtomicLong();
  private final long most;

  BodyBudget(long most) {
    this.most = most;
  }

  /** The budget for this process: a share of its heap, within a fixed bound. */
  static BodyBudget ofThisProcess() {
    long share = Runtime.getRuntime().maxMemory() / HttpLimits.BODIES_HELD_HEAP_PARTS;
    return new BodyBudget(Math.min(share, HttpLimits.BODIES_HELD_BYTES));
  }

  /** Takes some bytes; false, and nothing is taken, when they are not to be had. */
  boolean take(int bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** Gives bytes back. */
  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  /** The bytes held now. */
  long held() {
    return held.get();
  }
}
