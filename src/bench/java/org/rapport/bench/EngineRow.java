package org.rapport.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One decision in process, beside plain Java and two peers. */
final class EngineRow {
  private static final String NOT_THE_SAME =
      " matches the same conditions; points, levels and ranking are plain Java there, and it makes"
          + " no sentences, evidence or breakdowns";

  private EngineRow() {}

  static void run(Sizes sizes, Report report) throws RunnerException {
    Engine engine = Engine.load();
    List<PeerRules.Rule> rules = PeerRules.of(engine.checked());
    int compared;
    try (EvretePeer evrete = new EvretePeer(rules)) {
      compared = SameAnalysis.check(engine, List.of(evrete, new CelPeer(rules)));
    }
    report.say(compared + " customers: hand-written Java and peers say the same as the rules");
    int rounds = sizes.get("engine.rounds", 3, 7);
    int seconds = sizes.get("engine.seconds", 1, 2);
    // A rule engine is more code than a loop: after four seconds half of it was not yet compiled.
    int warmUp = sizes.get("engine.warmUpSeconds", 16, 32);
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (String name :
        List.of("rapport", "hand", "evrete", "cel", "rapportFromInputs", "handFromInputs")) {
      times.put(name, new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<Double>> entry : times.entrySet()) {
        entry.getValue().add(microseconds(entry.getKey(), warmUp, seconds));
      }
    }
    String same = "same analysis for " + compared + " customers, to the character";
    report.row(
        "engine",
        series("decision, timeline to full explanation", times, "rapport"),
        series("hand-written Java", times, "hand"),
        Target.atMost(30).hoping(20),
        same);
    report.row(
        "engine",
        series("decision, inputs to full explanation", times, "rapportFromInputs"),
        series("hand-written Java", times, "handFromInputs"),
        null,
        "the engine without history and earlier scores");
    report.row(
        "engine",
        series("decision, timeline to full explanation", times, "rapport"),
        series("Evrete 4.0.3", times, "evrete"),
        Target.atMost(1),
        "Evrete" + NOT_THE_SAME + "; it knows no stages and no not");
    report.row(
        "engine",
        series("decision, timeline to full explanation", times, "rapport"),
        series("CEL-Java 0.14.0", times, "cel"),
        Target.atMost(1),
        "CEL" + NOT_THE_SAME + "; it infers nothing, the loop over rules is plain Java");
  }

  private static Series series(String name, Map<String, List<Double>> times, String key) {
    return new Series(name, "us", times.getOrDefault(key, List.of()));
  }

  private static double microseconds(String benchmark, int warmUp, int seconds)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(EngineBenchmark.class.getName() + "\\." + benchmark + "$")
                .forks(1)
                .jvmArgs("-Xmx1g")
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(warmUp))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(seconds))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build())
        .runSingle()
        .getPrimaryResult()
        .getScore();
  }
}
