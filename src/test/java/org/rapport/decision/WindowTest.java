package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {

  private final Deque<Promise<Void>> underWay = new ArrayDeque<>();
  private final List<Integer> begun = new ArrayList<>();

  private Future<Void> work(int item) {
    begun.add(item);
    Promise<Void> promise = Promise.promise();
    underWay.add(promise);
    return promise.future();
  }

  @Test
  void everyItemIsDoneAndNeverTooManyAtATime() {
    Future<Void> all = Window.forEach(IntStream.range(0, 100).iterator(), 7, this::work);

    while (!all.isComplete()) {
      assertThat(underWay).hasSizeBetween(1, 7);
      underWay.remove().complete();
    }

    assertThat(all.succeeded()).isTrue();
    assertThat(begun).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void nothingIsDoneForNoItems() {
    assertThat(Window.forEach(List.<Integer>of().iterator(), 7, this::work).succeeded()).isTrue();
    assertThat(begun).isEmpty();
  }

  @Test
  void afterAFailureNothingMoreIsBegunAndWhatIsUnderWayEnds() {
    Future<Void> all = Window.forEach(IntStream.range(0, 100).iterator(), 3, this::work);
    RuntimeException failure = new IllegalStateException("the database is away");

    underWay.remove().fail(failure);
    assertThat(all.isComplete()).isFalse();
    underWay.remove().complete();
    underWay.remove().complete();

    assertThat(all.cause()).isSameAs(failure);
    assertThat(begun).hasSize(3);
  }
}
