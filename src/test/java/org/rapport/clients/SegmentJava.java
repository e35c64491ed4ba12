package org.rapport.clients;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.Log;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.util.Map;
import java.util.function.Consumer;

/** {@code com.segment.analytics.java:analytics}. */
final class SegmentJava implements JavaClient.Library {
  private final Analytics analytics;

  SegmentJava(Analytics.Builder setup, Reports reports) {
    this.analytics = setup.callback(callback(reports)).log(log(reports)).build();
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

  private static Log log(Reports reports) {
    return new Log() {
      @Override
      public void print(Level level, String format, Object... details) {}

      @Override
      public void print(Level level, Throwable error, String format, Object... details) {
        if (format.endsWith("Retrying.")) {
          reports.tryInVain();
        }
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
