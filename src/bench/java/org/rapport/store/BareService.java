package org.rapport.store;

import com.fasterxml.uuid.Generators;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.rapport.model.RulebaseRef;
import org.rapport.tree.Commitment;

/**
 * What a decision costs without deciding: the same selects, their rows read and dropped, and the
 * same insert by the same group commit, of bytes that the service itself had recorded.
 */
public final class BareService extends AbstractVerticle {
  /** The master key of everything in the bench, as the setting takes it. */
  public static final String MASTER_KEY = "0b".repeat(32);

  static final Secrets SECRETS = new Secrets(HexFormat.of().parseHex(MASTER_KEY));

  private static final String SAMPLES =
      """
      SELECT decision.decision_id, said.sealed, summary.score, summary.raw, summary.band,
        summary.phase, summary.evidence, summary.segments, summary.action,
        rules.rulebase, rules.version, rules.build, rules.cards, rules.dictionary, keys.key_id, keys.wrapped
      FROM decision_body said JOIN decision_summary summary USING (decision_id)
        JOIN decision USING (decision_id) JOIN decided_by rules ON rules.ref = decision.decided_by
        JOIN customer_key keys ON keys.key_id = decision.subject
      ORDER BY decision_id DESC LIMIT 512
      """;

  private static final Grouping.Limits LIMITS =
      new Grouping.Limits("selects", 10_000, 128, Long.MAX_VALUE, Grouping.CORES);

  /** What a real decision came to: an answer of its length, and its packed bytes. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  private record Sample(
      Buffer answer, byte[] packed, DecisionRecord.Summary summary, RulesOnRecord rules) {}

  private record Before(String customerId, OffsetDateTime asOf) {}

  private final Database database;
  private final DecisionLog log;
  private final List<Sample> samples;
  private final AtomicInteger port;
  private final Grouping<TimelineQuestion, Boolean> timelines;
  private final Grouping<Before, Boolean> befores;
  private int turn;

  private BareService(
      Database database, DecisionLog log, List<Sample> samples, AtomicInteger port) {
    this.database = database;
    this.log = log;
    this.samples = samples;
    this.port = port;
    this.timelines =
        Grouping.of(
            LIMITS,
            questions ->
                select(
                    TimelineSql.TIMELINES, TimelineQuestion.columns(questions), questions.size()));
    this.befores =
        Grouping.of(
            LIMITS,
            asked ->
                select(
                    DecisionSql.SEGMENTS_BEFORE,
                    Columns.tuple(
                        Columns.of(asked, String[]::new, Before::customerId),
                        Columns.of(asked, String[]::new, before -> "subscription"),
                        Columns.of(asked, OffsetDateTime[]::new, Before::asOf)),
                    asked.size()));
  }

  /** Asks as the service asks, in groups, and drops the rows. */
  private Future<List<Boolean>> select(String sql, Tuple parameters, int questions) {
    return database
        .reads()
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> Collections.nCopies(questions, dropped(rows) >= 0));
  }

  /** Serves until it is killed; the database's address stands in RAPPORT_DATABASE_URL. */
  public static void main(String[] arguments) throws InterruptedException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Database database =
        Database.connect(
            vertx,
            DatabaseSettings.parse(String.valueOf(System.getenv("RAPPORT_DATABASE_URL"))),
            SECRETS);
    DecisionLog log = new DecisionLog(database);
    AtomicInteger port = new AtomicInteger();
    int loops = Runtime.getRuntime().availableProcessors();
    database
        .reads()
        .query(SAMPLES)
        .execute()
        .map(BareService::samples)
        .compose(
            samples ->
                vertx.deployVerticle(
                    () -> new BareService(database, log, samples, port),
                    new DeploymentOptions().setInstances(loops)))
        .onSuccess(deployed -> System.out.println("Ready at http://127.0.0.1:" + port.get()))
        .onFailure(
            failure -> {
              System.out.println(failure);
              System.exit(1);
            });
    new CountDownLatch(1).await();
  }

  private static List<Sample> samples(RowSet<Row> rows) {
    List<Sample> samples = new ArrayList<>();
    RulesOnRecord rules = null;
    for (Row row : rows) {
      if (rules == null) {
        rules =
            new RulesOnRecord(
                new RulebaseRef(row.getString(9), row.getString(10), row.getString(11)),
                row.getBuffer(12).getBytes(),
                row.getBuffer(13).getBytes());
      }
      Sealing.Opened opened =
          Sealing.open(
              SECRETS.unwrap(row.getBuffer(15).getBytes(), row.getUUID(14)),
              row.getUUID(0),
              row.getBuffer(1).getBytes());
      samples.add(
          new Sample(
              Buffer.buffer("x".repeat(opened.answerLength())),
              opened.packed(),
              new DecisionRecord.Summary(
                  row.getInteger(2),
                  row.getLong(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  DecisionRows.segments(row.getArrayOfStrings(7)),
                  row.getString(8)),
              rules));
    }
    if (samples.isEmpty()) {
      throw new IllegalStateException("The service has recorded nothing to copy.");
    }
    return samples;
  }

  @Override
  public void start(Promise<Void> started) {
    vertx
        .createHttpServer()
        .requestHandler(this::handle)
        .listen(port.get(), "127.0.0.1")
        .onSuccess(server -> port.set(server.actualPort()))
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .compose(this::answer)
        .onSuccess(
            answer -> request.response().putHeader("Content-Type", "application/json").end(answer))
        .onFailure(failure -> request.response().setStatusCode(500).end(String.valueOf(failure)));
  }

  private Future<Buffer> answer(Buffer body) {
    String customerId = new JsonObject(body).getString("customerId");
    Instant asOf = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Sample sample = samples.get(Math.floorMod(turn++, samples.size()));
    SortedSet<Instant> instants = new TreeSet<>();
    instants.add(asOf);
    instants.add(asOf.minus(7, ChronoUnit.DAYS));
    instants.add(asOf.minus(30, ChronoUnit.DAYS));
    return Future.all(
            timelines.ask(TimelineQuestion.of(customerId, instants)),
            befores.ask(new Before(customerId, Columns.limit(asOf))))
        .compose(read -> log.append(record(customerId, asOf, sample)))
        .map(appended -> sample.answer());
  }

  private static int dropped(RowSet<Row> rows) {
    int size = 0;
    for (Row row : rows) {
      size += row.size();
    }
    return size;
  }

  private static DecisionRecord record(String customerId, Instant asOf, Sample sample) {
    return new DecisionRecord(
        new DecisionRecord.Header(
            Generators.timeBasedEpochGenerator().generate(),
            "bench",
            asOf,
            asOf,
            asOf,
            sample.rules().rulebase(),
            false),
        sample.rules(),
        customerId,
        sample.answer().getBytes(),
        new byte[0],
        sample.packed(),
        Commitment.salt(),
        new byte[Commitment.SALT_BYTES],
        sample.summary(),
        null);
  }
}
