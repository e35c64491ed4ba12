package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;

/** Decisions made at the same time, some of them failing, do not touch each other. */
class ConcurrencyTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 10;

  @Test
  void fourThreads_decideLikeOne() throws InterruptedException, ExecutionException {
    Rulebase rulebase = Learning.loaded();
    List<DecisionInputs> customers =
        LongStream.range(0, 60).mapToObj(seed -> new RandomCustomer(seed).inputs()).toList();
    List<Outcome> expected =
        customers.stream().map(inputs -> rulebase.decide(inputs, Deadline.NONE)).toList();

    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<Outcome>>> answers = new ArrayList<>();
    try {
      for (int thread = 0; thread < THREADS; thread++) {
        answers.add(threads.submit(() -> rounds(rulebase, customers)));
      }
      for (Future<List<Outcome>> answer : answers) {
        List<Outcome> all = answer.get();
        for (int i = 0; i < all.size(); i++) {
          assertThat(all.get(i)).isEqualTo(expected.get(i % expected.size()));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Outcome> rounds(Rulebase rulebase, List<DecisionInputs> customers) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (DecisionInputs inputs : customers) {
        outcomes.add(rulebase.decide(inputs, Deadline.NONE));
        int[] calls = {0};
        rulebase.decide(inputs, () -> calls[0]++ > 3);
      }
    }
    return outcomes;
  }
}
