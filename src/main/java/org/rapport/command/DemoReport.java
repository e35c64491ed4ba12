package org.rapport.command;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Decision;
import org.rapport.decision.StoredDecisions;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.store.LatestDecisions.Filter;
import org.rapport.store.LatestDecisions.Latest;
import org.rapport.store.LatestDecisions.Population;
import org.rapport.store.LatestDecisions.Sort;

/** What the demo shows of its population: distribution, segments, three customers. */
final class DemoReport {
  private static final int NAMED_PER_SEGMENT = 3;

  private final Node node;
  private final PrintWriter out;
  private final String rulebase;

  DemoReport(Node node, PrintWriter out) {
    this.node = node;
    this.out = out;
    this.rulebase = node.rulebases().defaultName();
  }

  /** Prints it; answers the id of a telling customer, or of the first one when none tells much. */
  String print() {
    Population population = Node.await(node.stores().latest().population(rulebase));
    out.printf("%nScores of %d customers (1 to 100, higher is better)%n", population.customers());
    Histogram.of(population.scores()).forEach(out::println);
    segments(population);
    return customers().orElse("demo-0001");
  }

  private void segments(Population population) {
    out.printf("%nSegments%n");
    for (Segment segment : Segment.values()) {
      for (Level level : segment.levels()) {
        long count =
            Optional.ofNullable(population.segments().get(segment.word()))
                .map(levels -> levels.get(level.word()))
                .orElse(0L);
        String some =
            list(segment, level, Sort.CUSTOMER_ID, NAMED_PER_SEGMENT).stream()
                .map(Latest::customerId)
                .collect(Collectors.joining(", "));
        out.printf(
            "  %-16s  %-8s  %5d  %s%n",
            segment.word(), level.word(), count, count > NAMED_PER_SEGMENT ? some + ", ..." : some);
      }
    }
  }

  private List<Latest> list(Segment segment, @Nullable Level level, Sort sort, int limit) {
    return Node.await(
        node.stores()
            .latest()
            .list(new Filter(rulebase, segment, level, null, null, sort, null, limit)));
  }

  private Optional<String> customers() {
    Set<UUID> telling = new LinkedHashSet<>();
    tellingOf(Segment.CHURN_RISK, Level.HIGH, Sort.SCORE_DESCENDING, telling);
    tellingOf(Segment.TRIAL_CONVERSION, Level.LIKELY, Sort.SCORE_DESCENDING, telling);
    tellingOf(Segment.UPSELL, Level.READY, Sort.SCORE_DESCENDING, telling);
    out.printf("%n%d telling customers%n", telling.size());
    Optional<String> first = Optional.empty();
    for (UUID decisionId : telling) {
      Optional<Decision> decision =
          Node.await(node.stores().log().find(decisionId)).map(StoredDecisions::of);
      decision.ifPresent(
          found -> {
            out.println();
            DecisionText.of(found).forEach(out::println);
          });
      first = first.or(() -> decision.map(Decision::customerId));
    }
    return first;
  }

  private void tellingOf(Segment segment, Level level, Sort sort, Set<UUID> telling) {
    list(segment, level, sort, NAMED_PER_SEGMENT).stream()
        .map(Latest::decisionId)
        .filter(decisionId -> !telling.contains(decisionId))
        .findFirst()
        .ifPresent(telling::add);
  }
}
