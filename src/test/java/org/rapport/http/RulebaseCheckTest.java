package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.decision.SmallRulebase;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/** Checking a rulebase's files over the API finds what the checker finds. */
class RulebaseCheckTest {
  private static final String PATH = "/v1/rulebases/small/check";
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void open() {
    house = new HttpHouse();
    server = house.server();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static HttpResponse<byte[]> send(Map<String, String> files) {
    return server.post(
        PATH, new JsonObject().put("files", new JsonObject(new TreeMap<>(files))).encode());
  }

  private static JsonObject checked(Map<String, String> files) {
    HttpResponse<byte[]> response = send(files);
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    assertThat(CONTRACT.findings("checkRulebase", response)).as(text).isEmpty();
    return new JsonObject(text);
  }

  @Test
  void goodFilesHaveAVersionAndWhatTheCheckerSaysOfThem() {
    RulebaseSource source = SmallRulebase.source();
    CheckResult expected = new RulebaseChecker().check(source);

    JsonObject answer = checked(source.files());

    assertThat(answer.getString("rulebase")).isEqualTo("small");
    assertThat(answer.getString("version")).isEqualTo(expected.checked().orElseThrow().version());
    assertThat(answer.getJsonArray("diagnostics")).hasSize(expected.diagnostics().size());
  }

  @Test
  void mistakesAreToldAtTheirPlacesInPlainWords() {
    Map<String, String> files = new TreeMap<>(SmallRulebase.source().files());
    files.computeIfPresent(
        "lifecycle.drl", (file, text) -> text.replaceFirst("daysSinceLast", "daySinceLast"));
    files.computeIfPresent("weights.drl", (file, text) -> text.replaceFirst("end\n", "\n"));

    JsonObject answer = checked(files);

    assertThat(answer.getString("version")).isNull();
    JsonArray findings = answer.getJsonArray("diagnostics");
    assertThat(findings.stream().map(finding -> ((JsonObject) finding).getString("file")))
        .contains("lifecycle.drl", "weights.drl");
    assertThat(findings.stream().map(JsonObject.class::cast))
        .anySatisfy(
            finding -> {
              assertThat(finding.getString("severity")).isEqualTo("error");
              assertThat(finding.getString("code")).isEqualTo("unknown-field");
              assertThat(finding.getInteger("line")).isPositive();
              assertThat(finding.getString("maybe")).contains("daysSinceLast");
            });
  }

  @Test
  void whatIsNoFileIsAProblemOfTheRequest() {
    for (String body :
        new String[] {
          "{}",
          "{\"files\":[]}",
          "{\"files\":{\"weights.drl\":7}}",
          "{\"files\":{},\"more\":1}",
          "["
        }) {
      HttpResponse<byte[]> response = server.post(PATH, body);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
      assertThat(CONTRACT.findings("checkRulebase", response)).as(body).isEmpty();
    }
  }

  @Test
  void noFilesAtAllAreFindingsOfTheRulebase() {
    assertThat(checked(Map.of()).getJsonArray("diagnostics").stream())
        .extracting(finding -> ((JsonObject) finding).getString("code"))
        .contains("missing-file");
  }
}
