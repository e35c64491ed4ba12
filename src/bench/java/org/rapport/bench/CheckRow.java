package org.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/** How long the check takes: of two hundred rules, and of files of nonsense as large as may be. */
final class CheckRow {
  private static final String BASE = "subscription";

  private CheckRow() {}

  static void run(Sizes sizes, Report report) {
    SortedMap<String, String> base = files(Path.of("rules", BASE));
    int rounds = sizes.get("check.rounds", 9, 25);
    Map<String, SortedMap<String, String>> kinds = new LinkedHashMap<>();
    kinds.put("200 rules", twoHundred(base));
    Nonsense.kinds()
        .forEach(
            (kind, file) -> {
              SortedMap<String, String> files = new TreeMap<>(base);
              files.put(file.name(), file.text());
              kinds.put(kind, files);
            });
    for (int warm = 0; warm < rounds; warm++) {
      kinds.values().forEach(CheckRow::check);
    }
    kinds.forEach(
        (kind, files) -> {
          List<Double> ms = new ArrayList<>();
          CheckResult result = check(files);
          for (int round = 0; round < rounds; round++) {
            long begun = System.nanoTime();
            result = check(files);
            ms.add((System.nanoTime() - begun) / 1e6);
          }
          boolean rules = kind.equals("200 rules");
          if (rules != (result.rulebase() != null)) {
            throw new IllegalStateException(kind + " was not judged as it should be.");
          }
          report.row(
              "check",
              new Series(rules ? "check of " + kind : "nonsense, " + kind, "ms", ms),
              Target.atMost(rules ? 300 : 100),
              result.diagnostics().isEmpty()
                  ? "no finding"
                  : "%d findings, the first: %s"
                      .formatted(result.diagnostics().size(), result.diagnostics().get(0).code()));
        });
  }

  private static CheckResult check(SortedMap<String, String> files) {
    return new RulebaseChecker().check(new RulebaseSource(BASE, files));
  }

  /** The rules that ship, and so many weights more that they are two hundred. */
  private static SortedMap<String, String> twoHundred(SortedMap<String, String> base) {
    CheckResult shipped = check(base);
    if (shipped.rulebase() == null) {
      throw new IllegalStateException("The rules that ship are not right.");
    }
    SortedMap<String, String> files = new TreeMap<>(base);
    StringBuilder more = new StringBuilder(base.getOrDefault("weights.drl", ""));
    for (int number = shipped.rulebase().rules().size(); number < 200; number++) {
      String letters =
          Integer.toString(number, 26)
              .chars()
              .collect(
                  StringBuilder::new,
                  (text, c) -> text.append((char) (c < 'a' ? 'a' + c - '0' : c + 10)),
                  StringBuilder::append)
              .toString();
      more.append(
          """

          rule "One weight more, %s"
              @id( "weight.more-%s" )
              @reason( "Reports taken out in 30 days: {$n}." )
          when
              $exported : Activity( event == "Report Exported", $n : last30Days > %d )
          then
              points.award( $exported ).inLastDays( 30 ).each( 2 ).upTo( 10 );
          end
          """
              .formatted(letters, letters, number));
    }
    files.put("weights.drl", more.toString());
    return files;
  }

  private static SortedMap<String, String> files(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.endsWith(".md")) {
          files.put(name, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
