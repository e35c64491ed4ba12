package org.rapport.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends questions to the database in groups: one that comes while few are under way goes at once,
 * those that come meanwhile wait and then go together. So a group is as large as the load makes it,
 * and nobody waits for others to come.
 *
 * @param <Q> a question
 * @param <A> an answer
 */
final class Grouping<Q, A> {
  /** As many groups as this machine has cores keep both sides busy; more would be smaller ones. */
  static final int CORES = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Limits limits;
  private final ToLongFunction<Q> size;
  private final Function<List<Waiting<Q, A>>, Future<Void>> work;
  private final Deque<Waiting<Q, A>> queue = new ArrayDeque<>();
  private int inFlight;

  /**
   * What bounds the groups.
   *
   * @param what what the questions are, in the plural, for the message to those turned away
   * @param waiting how many may wait
   * @param group how many go together at most
   * @param groupBytes how many bytes go together at most, unless one question alone has more
   * @param inFlight how many groups are under way at one time
   */
  record Limits(String what, int waiting, int group, long groupBytes, int inFlight) {}

  /**
   * A grouping.
   *
   * @param size how many bytes a question has
   * @param work asks a group and tells each its answer; done when the next group may go
   */
  Grouping(
      Limits limits, ToLongFunction<Q> size, Function<List<Waiting<Q, A>>, Future<Void>> work) {
    this.limits = limits;
    this.size = size;
    this.work = work;
  }

  /** A grouping of questions that can all be answered, or none. */
  static <Q, A> Grouping<Q, A> of(Limits limits, Function<List<Q>, Future<List<A>>> work) {
    return new Grouping<>(
        limits,
        question -> 0,
        group ->
            StoreFailures.translate(work.apply(group.stream().map(Waiting::question).toList()))
                .transform(
                    (answers, failure) -> {
                      for (int i = 0; i < group.size(); i++) {
                        if (failure == null) {
                          group.get(i).tell(answers.get(i));
                        } else {
                          group.get(i).fail(failure);
                        }
                      }
                      return Future.succeededFuture();
                    }));
  }

  /** A question that waits for its answer; it is told on the thread that asked. */
  record Waiting<Q, A>(Q question, Promise<A> promise, @Nullable Context context) {
    void tell(A answer) {
      onOwnThread(() -> promise.complete(answer));
    }

    void fail(Throwable failure) {
      onOwnThread(() -> promise.fail(failure));
    }

    private void onOwnThread(Runnable telling) {
      if (context == null) {
        telling.run();
      } else {
        context.runOnContext(told -> telling.run());
      }
    }
  }

  /** Asks; fails with {@link StoreUnavailableException} when too many wait already. */
  Future<A> ask(Q question) {
    Waiting<Q, A> waiting = new Waiting<>(question, Promise.promise(), Vertx.currentContext());
    synchronized (queue) {
      if (queue.size() >= limits.waiting()) {
        return Future.failedFuture(
            new StoreUnavailableException(
                "%d %s wait for the database already.%nMaybe try again in a few seconds."
                    .formatted(limits.waiting(), limits.what()),
                null));
      }
      queue.add(waiting);
    }
    sendNext();
    return waiting.promise().future();
  }

  private void sendNext() {
    List<Waiting<Q, A>> group = next();
    if (group.isEmpty()) {
      return;
    }
    work.apply(group)
        .onComplete(
            done -> {
              synchronized (queue) {
                inFlight--;
              }
              sendNext();
            });
  }

  private List<Waiting<Q, A>> next() {
    List<Waiting<Q, A>> group = new ArrayList<>();
    synchronized (queue) {
      if (inFlight == limits.inFlight()) {
        return group;
      }
      long bytes = 0;
      Waiting<Q, A> next = queue.peek();
      while (next != null && group.size() < limits.group()) {
        bytes += size.applyAsLong(next.question());
        if (!group.isEmpty() && bytes > limits.groupBytes()) {
          break;
        }
        group.add(queue.remove());
        next = queue.peek();
      }
      if (!group.isEmpty()) {
        inFlight++;
      }
    }
    return group;
  }
}
