package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;

/**
 * Hears at once when a key is made or revoked, on whichever node, over a connection of its own,
 * which is made anew whenever it breaks.
 */
public final class KeyChannel {
  /** After how long a broken connection is tried again, in milliseconds. */
  private static final long RECONNECT_MS = 1_000;

  private static final String CHANNEL = "rapport_keys";

  private final PgSubscriber subscriber;

  private KeyChannel(PgSubscriber subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Listens.
   *
   * @param told is called after each change, and each time that the connection was made
   */
  public static Future<KeyChannel> listen(Vertx vertx, DatabaseSettings settings, Runnable told) {
    PgSubscriber subscriber =
        PgSubscriber.subscriber(vertx, Database.options(settings))
            .reconnectPolicy(tries -> RECONNECT_MS);
    subscriber
        .channel(CHANNEL)
        .subscribeHandler(subscribed -> told.run())
        .handler(changed -> told.run());
    return StoreFailures.translate(subscriber.connect()).map(new KeyChannel(subscriber));
  }

  /** Stops listening. */
  public Future<Void> close() {
    return subscriber.close();
  }
}
