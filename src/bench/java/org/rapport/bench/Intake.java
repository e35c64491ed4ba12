package org.rapport.bench;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings invented messages in through the public door. */
final class Intake {
  static final int BATCH = 500;
  private static final int CONNECTIONS = 4;
  private static final double HOURS = 12 * 3_600.0;

  private Intake() {}

  /** Sends all of them; how many there were. */
  static long send(int port, Iterator<Message> messages) {
    long[] sent = {0};
    try (Load load = new Load(port, CONNECTIONS)) {
      load.post(
          "/v1/batch",
          HOURS,
          () -> {
            List<Message> batch = next(messages, BATCH);
            sent[0] += batch.size();
            return batch.isEmpty() ? null : Buffer.buffer(Message.segmentBatch(batch));
          },
          answer -> require(answer, "\"rejected\":[]"));
    }
    return sent[0];
  }

  static void require(Buffer answer, String part) {
    String text = answer.toString();
    if (!text.contains(part)) {
      throw new IllegalStateException("Not taken as expected: " + text);
    }
  }

  /** The next messages, fewer at the end. */
  static List<Message> next(Iterator<Message> messages, int most) {
    List<Message> batch = new ArrayList<>(most);
    while (batch.size() < most && messages.hasNext()) {
      batch.add(messages.next());
    }
    return batch;
  }

  /** Batches made ahead, so that making them takes nothing from what is measured. */
  static java.util.function.Supplier<@Nullable Buffer> made(List<Buffer> bodies) {
    Iterator<Buffer> left = bodies.iterator();
    return () -> left.hasNext() ? left.next() : null;
  }
}
