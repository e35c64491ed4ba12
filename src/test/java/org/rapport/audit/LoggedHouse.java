package org.rapport.audit;

import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.store.DecisionLog;
import org.rapport.store.DecisionRecord;
import org.rapport.store.LogTree;
import org.rapport.store.RulesOnRecord;
import org.rapport.store.TestDatabase;
import org.rapport.store.TreeReader;
import org.rapport.store.TreeWriter;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.SignerKey;

/** A log on a real database that decisions are put on, and that is exported and verified. */
final class LoggedHouse implements AutoCloseable {
  static final SignerKey KEY =
      new SignerKey("rapport/test", HexFormat.of().parseHex("05".repeat(32)));
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static final RulesOnRecord RULES =
      new RulesOnRecord(
          new RulebaseRef("subscription", "sha256:v1", "sha256:b1"),
          "{\"cards\":[]}".getBytes(StandardCharsets.UTF_8),
          "answer body".getBytes(StandardCharsets.UTF_8));

  final TestDatabase database = TestDatabase.create();
  final List<String> notes = new ArrayList<>();
  private DecisionLog log = new DecisionLog(database.database());
  private Instant now = START;
  SignerKey signer = KEY;
  private int count;

  /** Empties it and begins again at the same time. */
  void clear() {
    database.clear();
    database.execute("DELETE FROM rapport.decided_by");
    log = new DecisionLog(database.database());
    notes.clear();
    now = START;
    count = 0;
  }

  /** Some hours later. */
  void wait(int hours) {
    now = now.plus(Duration.ofHours(hours));
  }

  /** Puts decisions on record, each about a customer of its own, and then a checkpoint. */
  void decide(int decisions) {
    List<Future<DecisionLog.Appended>> running = new ArrayList<>();
    for (int i = 0; i < decisions; i++) {
      count++;
      running.add(log.append(record(count, "customer-" + count)));
    }
    running.forEach(TestDatabase::await);
    checkpoint();
  }

  DecisionRecord record(int number, String customerId) {
    return DecisionRecord.of(
        new DecisionRecord.Header(id(number), "backend", now, now, now, RULES.rulebase(), false),
        RULES,
        customerId,
        ("answer " + number).getBytes(StandardCharsets.UTF_8),
        ("body " + number).getBytes(StandardCharsets.UTF_8),
        new DecisionRecord.Summary(50, 1, null, "PAYING", "ok", List.of(), null),
        null);
  }

  DecisionLog log() {
    return log;
  }

  Instant now() {
    return now;
  }

  static UUID id(int number) {
    return new UUID(7, number);
  }

  void checkpoint() {
    await(
            new TreeWriter(database.database(), signer, Clock.fixed(now, ZoneOffset.UTC))
                .run(LogTree.DECISIONS))
        .ifPresent(grown -> notes.add(grown.checkpoint()));
  }

  /** All there is, as lines. */
  List<String> export() {
    return export(new Export.Question(LogTree.DECISIONS, null, null, true, null, null));
  }

  List<String> export(Export.Question question) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    await(
        new Export(new TreeReader(database.database()), signer.verifier())
            .write(
                question,
                lines -> {
                  out.writeBytes(lines);
                  return Future.succeededFuture();
                }));
    return Arrays.asList(out.toString(StandardCharsets.UTF_8).split("\n"));
  }

  /** What verifying finds. */
  static List<String> verify(List<String> lines, List<String> witnessed) {
    return result(lines, witnessed).findings().stream().map(Object::toString).toList();
  }

  static BundleVerifier.Result result(List<String> lines, List<String> witnessed) {
    List<Checkpoint> kept =
        witnessed.stream().map(note -> Checkpoint.read(note, KEY.verifier())).toList();
    BundleVerifier verifier = new BundleVerifier(KEY.verifier(), kept);
    lines.forEach(line -> verifier.line(line.getBytes(StandardCharsets.UTF_8)));
    return verifier.result();
  }

  /** What a statement past the service lets the verifier find. */
  List<String> after(String sql) {
    database.execute(sql);
    return verify(export(), notes);
  }

  /** Signs the tree anew as it is now, with a key of somebody else. */
  @Nullable String signedBySomebodyElse() {
    SignerKey other = new SignerKey("rapport/test", HexFormat.of().parseHex("06".repeat(32)));
    Checkpoint last = Checkpoint.read(notes.get(notes.size() - 1), KEY.verifier());
    return last.signed(other);
  }

  @Override
  public void close() {
    database.close();
  }
}
