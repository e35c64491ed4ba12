package org.rapport.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.statistics.CustomerKey;
import org.rapport.store.TestDatabase;

/**
 * The shipped rules against what really happened, through the same doors that everybody uses. The
 * full files are under the tag {@code evidence}; one customer in eight stands in for them else.
 */
class RealOutcomesTest {
  private static final int ONE_IN = 8;
  private static final Pattern EVENT_CUSTOMER = Pattern.compile("\"userId\":\"([^\"]+)\"");
  private static final Pattern ROW_CUSTOMER = Pattern.compile("^[^,]+,([^,]+),");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  @Test
  void someLearnersWhoBuyAndWhoLeave() throws IOException {
    Map<String, JsonNode> tasks = backtested("ds365", "learning", this::sample);

    assertThat(area(tasks, "trial_conversion_d7_60d")).isGreaterThan(0.6);
    assertThat(area(tasks, "trial_conversion_engaged_d7_60d")).isGreaterThan(0.6);
    assertThat(task(tasks, "churn_monthly_every_cycle_d21_60d").at("/all/rows").asInt())
        .isGreaterThan(50);
  }

  @Test
  void someShopCustomersWhoLeave() throws IOException {
    Map<String, JsonNode> tasks = backtested("cdnow", "shop", this::sample);

    assertThat(area(tasks, "churn_asof_1997-10-01_273d")).isGreaterThan(0.72);
  }

  @Test
  @Tag("evidence")
  void everyLearnerWhoBuysOrLeaves() throws IOException {
    Map<String, JsonNode> tasks = backtested("ds365", "learning", file -> file);

    assertThat(area(tasks, "trial_conversion_d7_60d")).isGreaterThanOrEqualTo(0.66);
    JsonNode likely = task(tasks, "trial_conversion_d7_60d").at("/all/levels/0");
    assertThat(likely.at("/level").asText()).isEqualTo("likely");
    assertThat(likely.at("/lift").asDouble()).isGreaterThanOrEqualTo(3.5);
    assertThat(likely.at("/share").asDouble()).isBetween(0.03, 0.10);
    assertThat(area(tasks, "trial_conversion_engaged_d7_60d")).isGreaterThanOrEqualTo(0.70);
    assertThat(area(tasks, "churn_monthly_every_cycle_d21_60d")).isGreaterThanOrEqualTo(0.56);
  }

  @Test
  @Tag("evidence")
  void everyShopCustomerWhoLeaves() throws IOException {
    Map<String, JsonNode> tasks = backtested("cdnow", "shop", file -> file);

    assertThat(area(tasks, "churn_asof_1997-10-01_273d")).isGreaterThanOrEqualTo(0.76);
  }

  private static JsonNode task(Map<String, JsonNode> tasks, String task) {
    assertThat(tasks).containsKey(task);
    return requireNonNull(tasks.get(task));
  }

  private static double area(Map<String, JsonNode> tasks, String task) {
    return task(tasks, task).at("/all/rawPoints/auc").asDouble();
  }

  private Map<String, JsonNode> backtested(
      String set, String rulebase, Function<Path, Path> prepared) throws IOException {
    Path events = prepared.apply(data(set, "events.train.jsonl.gz"));
    Path outcomes = prepared.apply(data(set, "outcomes.train.csv.gz"));
    try (TestDatabase database = TestDatabase.create()) {
      run(database, "import", events.toString());
      String report =
          run(
              database,
              "backtest",
              "--outcomes",
              outcomes.toString(),
              "--rulebase",
              rulebase,
              "--json");
      assertThat(database.query("SELECT count(*) FROM rapport.decision")).isEqualTo("0");
      Map<String, JsonNode> tasks = new TreeMap<>();
      new ObjectMapper()
          .readTree(report)
          .at("/tasks")
          .forEach(task -> tasks.put(task.at("/task").asText(), task));
      return tasks;
    }
  }

  private static String run(TestDatabase database, String... args) {
    List<String> given = new ArrayList<>(List.of(args));
    given.addAll(database.options());
    String[] all = given.toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = RootCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    // Nothing rejected, nothing unusable.
    assertThat(code).as(err.toString()).isEqualTo(RootCommand.FINE);
    return out.toString();
  }

  private Path sample(Path file) {
    Path to = folder.resolve(String.valueOf(file.getFileName()));
    boolean rows = to.toString().endsWith(".csv.gz");
    Pattern customer = rows ? ROW_CUSTOMER : EVENT_CUSTOMER;
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        BufferedWriter writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(to)), StandardCharsets.UTF_8))) {
      boolean header = rows;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Matcher matcher = customer.matcher(line);
        if (header || (matcher.find() && kept(matcher.group(1)))) {
          writer.write(line);
          writer.newLine();
        }
        header = false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  private static boolean kept(String customerId) {
    return Math.floorMod(CustomerKey.of(customerId).bits(), ONE_IN) == 0;
  }

  private static Path data(String set, String name) {
    Path file =
        Path.of(System.getProperty("rapport.shared.data", "../shared/data"))
            .resolve(set)
            .resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), "the real data set " + set + " is not on this machine");
    return file;
  }
}
