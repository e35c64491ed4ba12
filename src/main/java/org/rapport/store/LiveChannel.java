package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;

/**
 * Hears of every change of what is live, over a connection of its own, which is made anew whenever
 * it breaks. What is said meanwhile is not heard: look again from time to time.
 */
public final class LiveChannel {
  /** After how long a broken connection is tried again, in milliseconds. */
  private static final long RECONNECT_MS = 1_000;

  private final PgSubscriber subscriber;

  private LiveChannel(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Listens.
   *
   * @param told is called after each change, and each time that the connection was made
   */
  public static Future<LiveChannel> listen(Vertx vertx, DatabaseSettings settings, Runnable told) {
    PgSubscriber subscriber =
        PgSubscriber.subscriber(vertx, Database.options(settings))
            .reconnectPolicy(tries -> RECONNECT_MS);
    subscriber
        .channel(VersionStore.CHANNEL)
        .subscribeHandler(subscribed -> told.run())
        .handler(rulebase -> told.run());
    return StoreFailures.translate(subscriber.connect()).map(new LiveChannel(subscriber));
  }

  /** Stops listening. */
  public Future<Void> close() {
    return subscriber.close();
  }
}
