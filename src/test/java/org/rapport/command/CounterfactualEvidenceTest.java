package org.rapport.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Change;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Goal;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Timeline;
import org.rapport.rules.Deadline;
import org.rapport.rules.RandomDecisions;
import org.rapport.rules.Rulebase;
import org.rapport.rules.check.Catalogue;
import org.rapport.store.CustomerStore;
import org.rapport.store.TestDatabase;

/**
 * Counterfactuals of real learners: they hold, nothing on a grid is smaller, and they are quick.
 */
@Tag("evidence")
class CounterfactualEvidenceTest {
  private static final int FLAGGED = 2_000;
  private static final int AGAINST_GRID = 200;
  private static final int PAGE = 500;

  /** How often an event is thought of in pairs: the grid would have a million points else. */
  private static final int TIMES_IN_PAIRS = 4;

  private record Flagged(DecisionInputs inputs, Goal goal) {}

  @Test
  void learnersAtRisk() throws IOException {
    Rulebase learning = requireNonNull(RandomDecisions.shipped().get("learning"));
    List<Flagged> flagged = new ArrayList<>();
    try (TestDatabase database = TestDatabase.create()) {
      RawPopulation.of("ds365", "learning").importInto(database);
      CustomerStore customers = new CustomerStore(database.database());
      for (int month = 2; month <= 10 && flagged.size() < FLAGGED; month++) {
        flag(
            learning, customers, Instant.parse("2022-%02d-20T00:00:00Z".formatted(month)), flagged);
      }
    }
    assertThat(flagged).hasSize(FLAGGED);

    long[] micros = new long[FLAGGED];
    int found = 0;
    int smaller = 0;
    int onGrid = 0;
    for (int i = 0; i < FLAGGED; i++) {
      Flagged each = flagged.get(i);
      long begun = System.nanoTime();
      Counterfactual counterfactual =
          learning.counterfactual(each.inputs(), each.goal(), Deadline.inMs(2_000));
      micros[i] = (System.nanoTime() - begun) / 1_000;
      if (counterfactual instanceof Counterfactual.Found change) {
        found++;
        assertThat(met(learning, each, change.changes())).isTrue();
      } else {
        assertThat(((Counterfactual.NoneWithinLimits) counterfactual).everything()).isTrue();
      }
      if (i % (FLAGGED / AGAINST_GRID) == 0) {
        onGrid++;
        Optional<List<Change>> best = bestOnGrid(learning, each);
        smaller += best.isPresent() && isSmaller(best.get(), counterfactual) ? 1 : 0;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "Counterfactuals of %d flagged learners: %d found, all decided again as promised; %d against a grid, %d smaller there; p50 %.1f ms, p95 %.1f ms, most %.1f ms%n",
        FLAGGED,
        found,
        onGrid,
        smaller,
        micros[FLAGGED / 2] / 1_000.0,
        micros[FLAGGED * 95 / 100] / 1_000.0,
        micros[FLAGGED - 1] / 1_000.0);
    assertThat(smaller).isZero();
    assertThat(found).isGreaterThan(FLAGGED / 2);
  }

  private static void flag(
      Rulebase learning, CustomerStore customers, Instant asOf, List<Flagged> flagged) {
    String after = null;
    List<String> ids;
    do {
      ids = await(customers.customerIds(after, asOf, PAGE));
      List<Optional<Timeline>> timelines =
          await(customers.timelines(ids, new TreeSet<>(Rulebase.instants(asOf))));
      for (Optional<Timeline> timeline : timelines) {
        if (timeline.isPresent() && flagged.size() < FLAGGED) {
          flag(learning, DecisionBasis.of(timeline.get(), asOf), flagged);
        }
      }
      after = ids.isEmpty() ? null : ids.get(ids.size() - 1);
    } while (ids.size() == PAGE && flagged.size() < FLAGGED);
  }

  private static void flag(Rulebase learning, DecisionBasis basis, List<Flagged> flagged) {
    DecisionInputs inputs = learning.inputs(basis);
    if (learning.decide(inputs, Deadline.NONE) instanceof Outcome.Decided decided) {
      for (SegmentLevel in : segments(decided.analysis())) {
        if (in.segment() == Segment.CHURN_RISK && in.level() != Level.LOW) {
          flagged.add(new Flagged(inputs, new Goal.OtherLevel(in.segment(), in.level())));
        }
      }
    }
  }

  private static List<SegmentLevel> segments(DecisionAnalysis analysis) {
    return analysis.segments().stream().map(Conclusion.InSegment::segment).toList();
  }

  private static boolean met(Rulebase rulebase, Flagged each, List<Change> changes) {
    return rulebase.decide(rulebase.changed(each.inputs(), changes), Deadline.NONE)
            instanceof Outcome.Decided decided
        && each.goal()
            .isMet(segments(decided.analysis()), decided.analysis().actions().get(0).action());
  }

  private static boolean isSmaller(List<Change> best, Counterfactual counterfactual) {
    if (!(counterfactual instanceof Counterfactual.Found found)) {
      return true;
    }
    return best.size() < found.changes().size()
        || (best.size() == found.changes().size() && cost(best) < found.costMillionths());
  }

  private static long cost(List<Change> changes) {
    return changes.stream().mapToLong(Change::costMillionths).sum();
  }

  /** Every number of times on every number of days, alone and in pairs, decided by the engine. */
  private static Optional<List<Change>> bestOnGrid(Rulebase rulebase, Flagged each) {
    List<Change.MoreEvents> singles = grid(rulebase, each.inputs());
    List<List<Change>> all = new ArrayList<>();
    singles.forEach(change -> all.add(List.of(change)));
    List<List<Change>> pairs = new ArrayList<>();
    for (Change.MoreEvents one : singles) {
      for (Change.MoreEvents other : singles) {
        if (one.event().compareTo(other.event()) < 0
            && one.times() <= TIMES_IN_PAIRS
            && other.times() <= TIMES_IN_PAIRS) {
          pairs.add(List.of(one, other));
        }
      }
    }
    all.sort(Comparator.comparingLong(CounterfactualEvidenceTest::cost));
    pairs.sort(Comparator.comparingLong(CounterfactualEvidenceTest::cost));
    all.addAll(pairs);
    return all.stream().filter(changes -> met(rulebase, each, changes)).findFirst();
  }

  private static List<Change.MoreEvents> grid(Rulebase rulebase, DecisionInputs inputs) {
    List<Change.MoreEvents> grid = new ArrayList<>();
    rulebase
        .catalogue()
        .events()
        .forEach(
            (event, entry) -> {
              Catalogue.Changeable changeable = entry.changeable();
              for (int times = 1; changeable != null && times <= changeable.atMost(); times++) {
                for (int days = 1; days <= Math.min(times, Counterfactual.MAX_DAYS); days++) {
                  Change.MoreEvents change =
                      new Change.MoreEvents(
                          event,
                          times,
                          days,
                          LocalDate.ofInstant(inputs.asOf().minusMillis(1), ZoneOffset.UTC),
                          changeable.valueMillionths(),
                          times * changeable.costMillionths());
                  Instant firstSeenAt = inputs.history().firstSeenAt();
                  if (firstSeenAt != null
                      && !change
                          .lastDay()
                          .minusDays(days - 1L)
                          .isBefore(LocalDate.ofInstant(firstSeenAt, ZoneOffset.UTC))) {
                    grid.add(change);
                  }
                }
              }
            });
    return grid;
  }
}
