package org.rapport.bench;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Goal;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.WhyNot;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Explain;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.store.DatabaseSettings;

/**
 * What explaining costs: a full explanation beside none, counterfactuals, and why-not over HTTP.
 */
final class UnderstandingRow {
  private static final int CUSTOMERS = 512;
  private static final long SEED = 11;

  /** The JIT compiler needs some ten thousand decisions. */
  private static final int WARM_ROUNDS = 60;

  private static final Instant DECIDED_AT = Instant.parse("2026-06-01T10:00:01Z");

  private final Rulebase rulebase;
  private final List<DecisionBasis> customers = Customers.simulated(SEED, CUSTOMERS);

  /** Of all that was made, so that none of it can be left out. */
  private long seen;

  private UnderstandingRow(Rulebase rulebase) {
    this.rulebase = rulebase;
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    UnderstandingRow row = new UnderstandingRow(Engine.load().rulebase());
    row.explaining(sizes, report);
    report.say(row.seen + " near misses and bytes were made");
    row.counterfactuals(report);
    whyNot(sizes, report, server);
  }

  private void explaining(Sizes sizes, Report report) {
    int rounds = sizes.get("understanding.rounds", 5, 15);
    explaining(
        report,
        rounds,
        "decision in process, near misses told",
        "the same, not told",
        this::analysed,
        "timeline to analysis, median over %d customers a round".formatted(CUSTOMERS));
    explaining(
        report,
        rounds,
        "decision with answer and record, explain full",
        "the same, explain none",
        this::written,
        "timeline to bytes, median over %d customers a round".formatted(CUSTOMERS));
  }

  /** A way to decide about a customer, explained or not. */
  private interface Work {
    void decide(DecisionBasis basis, Explain explain);
  }

  private void explaining(
      Report report, int rounds, String name, String beside, Work work, String note) {
    List<Double> full = new ArrayList<>();
    List<Double> none = new ArrayList<>();
    for (int warm = 0; warm < WARM_ROUNDS; warm++) {
      medianMicros(work, Explain.FULL);
      medianMicros(work, Explain.NONE);
    }
    for (int round = 0; round < rounds; round++) {
      full.add(medianMicros(work, Explain.FULL));
      none.add(medianMicros(work, Explain.NONE));
    }
    report.row(
        "understanding",
        new Series(name, "us", full),
        new Series(beside, "us", none),
        Target.atMost(1.15),
        note);
  }

  private double medianMicros(Work work, Explain explain) {
    long[] nanos = new long[customers.size()];
    for (int i = 0; i < nanos.length; i++) {
      long begun = System.nanoTime();
      work.decide(customers.get(i), explain);
      nanos[i] = System.nanoTime() - begun;
    }
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000.0;
  }

  private void analysed(DecisionBasis basis, Explain explain) {
    DecisionInputs inputs = rulebase.inputs(basis);
    Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
    seen += misses(inputs, outcome, explain).size();
  }

  private List<WhyNot> misses(DecisionInputs inputs, Outcome outcome, Explain explain) {
    return explain == Explain.FULL
        ? rulebase.nearMisses(inputs, ((Outcome.Decided) outcome).analysis())
        : List.of();
  }

  private void written(DecisionBasis basis, Explain explain) {
    DecisionInputs inputs = rulebase.inputs(basis);
    Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
    Decision decision =
        new Decision(
            new UUID(1, 2),
            basis.timeline().customerId(),
            basis.asOf(),
            DECIDED_AT,
            rulebase.ref(),
            outcome);
    seen += AnswerJson.decision(decision, explain, misses(inputs, outcome, explain)).length;
    seen += new RecordBody(explain, inputs, outcome).bytes().length;
  }

  private void counterfactuals(Report report) {
    List<Long> nanos = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      nanos.clear();
      for (DecisionBasis basis : customers) {
        DecisionInputs inputs = rulebase.inputs(basis);
        DecisionAnalysis analysis =
            ((Outcome.Decided) rulebase.decide(inputs, Deadline.NONE)).analysis();
        for (Conclusion.InSegment in : analysis.segments()) {
          long begun = System.nanoTime();
          rulebase.counterfactual(
              inputs,
              new Goal.OtherLevel(in.segment().segment(), in.segment().level()),
              Deadline.NONE);
          nanos.add(System.nanoTime() - begun);
        }
      }
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    report.row(
        "understanding",
        Series.of(
            "counterfactual, 95th percentile", "ms", sorted.get(sorted.size() * 95 / 100) / 1e6),
        Target.atMost(150),
        "%d of %d simulated customers of the subscription; p50 %s ms"
            .formatted(
                sorted.size(), CUSTOMERS, Series.number(sorted.get(sorted.size() / 2) / 1e6)));
  }

  private static void whyNot(Sizes sizes, Report report, BenchDatabase server) {
    DatabaseSettings database = server.fresh("bench_understanding");
    try (Child service = Child.serve("understanding-serve", BenchDatabase.url(database));
        Load load = new Load(service.port(), 1)) {
      String answer =
          Load.await(load.call("/v1/decisions", Buffer.buffer("{\"customerId\":\"nobody\"}")))
              .toString();
      String id = answer.replaceAll("^\\{\"decisionId\":\"([^\"]+)\".*", "$1");
      String path = "/v1/decisions/" + id + "/why-not?rule=churn.long-silence";
      int times = sizes.get("understanding.whyNots", 1_000, 5_000);
      double[] ms = new double[times];
      for (int i = 0; i < 2 * times; i++) {
        long begun = System.nanoTime();
        Load.await(load.read(path));
        ms[i % times] = (System.nanoTime() - begun) / 1e6;
      }
      Arrays.sort(ms);
      report.row(
          "understanding",
          Series.of(
              "GET why-not of one rule, one connection, 99th percentile",
              "ms",
              ms[times * 99 / 100]),
          Target.atMost(20),
          "p50 %s ms".formatted(Series.number(ms[times / 2])));
    } finally {
      server.drop(database);
    }
  }
}
