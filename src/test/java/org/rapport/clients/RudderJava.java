package org.rapport.clients;

import com.rudderstack.sdk.java.analytics.Callback;
import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.rudderstack.sdk.java.analytics.messages.AliasMessage;
import com.rudderstack.sdk.java.analytics.messages.GroupMessage;
import com.rudderstack.sdk.java.analytics.messages.IdentifyMessage;
import com.rudderstack.sdk.java.analytics.messages.Message;
import com.rudderstack.sdk.java.analytics.messages.MessageBuilder;
import com.rudderstack.sdk.java.analytics.messages.PageMessage;
import com.rudderstack.sdk.java.analytics.messages.ScreenMessage;
import com.rudderstack.sdk.java.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.function.Consumer;

/** {@code com.rudderstack.sdk.java.analytics:analytics}. */
final class RudderJava implements JavaClient.Library {
  private final RudderAnalytics analytics;

  RudderJava(RudderAnalytics.Builder setup, Reports reports) {
    this.analytics = setup.callback(callback(reports)).build();
  }

  static Callback callback(Reports reports) {
    return new Callback() {
      @Override
      public void success(Message message) {
        reports.delivered(number(message));
      }

      @Override
      public void failure(Message message, Throwable why) {
        reports.failed(number(message), String.valueOf(why.getMessage()));
      }
    };
  }

  private static int number(Message message) {
    return message instanceof TrackMessage track && track.properties() != null
        ? JavaClient.number(track.properties())
        : message.messageId().hashCode();
  }

  /** Every call that the client has, about one person. */
  static void everyCall(String id, Consumer<MessageBuilder<?, ?>> enqueue) {
    enqueue.accept(TrackMessage.builder("Visited").anonymousId(id + "-v"));
    enqueue.accept(TrackMessage.builder("Asked").userId(id + "-old"));
    enqueue.accept(
        IdentifyMessage.builder()
            .userId(id)
            .anonymousId(id + "-v")
            .traits(Map.of("country", "Österreich")));
    enqueue.accept(GroupMessage.builder("acme").userId(id).traits(Map.of("seats", 5)));
    enqueue.accept(PageMessage.builder("Prices").userId(id));
    enqueue.accept(ScreenMessage.builder("Home").userId(id));
    enqueue.accept(AliasMessage.builder(id + "-old").userId(id));
    enqueue.accept(TrackMessage.builder("Order Completed").userId(id));
  }

  @Override
  public void track(SampleEvent event) {
    analytics.enqueue(
        TrackMessage.builder(SampleEvent.TYPE)
            .userId(event.customerId())
            .properties(event.properties()));
  }

  @Override
  public void flush() {
    analytics.flush();
  }

  @Override
  public void close() {
    analytics.shutdown();
  }
}
