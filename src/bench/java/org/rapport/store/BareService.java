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
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.rapport.model.RulebaseRef;

/**
 * What a decision costs without deciding: the same selects, their rows read and dropped, and the
 * same insert by the same group commit, of bytes that the service itself had recorded.
 */
public final class BareService extends AbstractVerticle {
  private static final String SAMPLES =
      """
      SELECT said.answer, said.body, summary.score, summary.raw, summary.band, summary.phase,
        summary.evidence, summary.segments, summary.action
      FROM decision_body said JOIN decision_summary summary USING (decision_id)
      ORDER BY decision_id LIMIT 512
      """;

  private record Sample(byte[] answer, byte[] body, DecisionRecord.Summary summary) {}

  private final Database database;
  private final DecisionLog log;
  private final List<Sample> samples;
  private final AtomicInteger port;
  private int turn;

  private BareService(
      Database database, DecisionLog log, List<Sample> samples, AtomicInteger port) {
    this.database = database;
    this.log = log;
    this.samples = samples;
    this.port = port;
  }

  /** Serves until it is killed; the database's address stands in RAPPORT_DATABASE_URL. */
  public static void main(String[] arguments) throws InterruptedException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Database database =
        Database.connect(
            vertx, DatabaseSettings.parse(String.valueOf(System.getenv("RAPPORT_DATABASE_URL"))));
    DecisionLog log = new DecisionLog(vertx, database);
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
    for (Row row : rows) {
      samples.add(
          new Sample(
              row.getBuffer(0).getBytes(),
              row.getBuffer(1).getBytes(),
              new DecisionRecord.Summary(
                  row.getInteger(2),
                  row.getLong(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  DecisionRows.segments(row.getArrayOfStrings(7)),
                  row.getString(8))));
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
    return Future.all(timeline(customerId, asOf), segmentsBefore(customerId, asOf))
        .compose(read -> log.append(record(customerId, asOf, sample)))
        .map(appended -> Buffer.buffer(sample.answer()));
  }

  private Future<Integer> timeline(String customerId, Instant asOf) {
    OffsetDateTime[] limits = {
      Columns.limit(asOf.minus(30, ChronoUnit.DAYS)),
      Columns.limit(asOf.minus(7, ChronoUnit.DAYS)),
      Columns.limit(asOf)
    };
    LocalDate[] cut = {limits[0].toLocalDate(), limits[1].toLocalDate(), limits[2].toLocalDate()};
    return database
        .reads()
        .preparedQuery(TimelineSql.TIMELINE)
        .execute(Columns.tuple(customerId, limits[2], limits, cut, limits[2].toLocalDate()))
        .map(BareService::dropped);
  }

  private Future<Integer> segmentsBefore(String customerId, Instant asOf) {
    return database
        .reads()
        .preparedQuery(DecisionSql.SEGMENTS_BEFORE)
        .execute(Columns.tuple(customerId, "subscription", Columns.limit(asOf)))
        .map(BareService::dropped);
  }

  private static Integer dropped(RowSet<Row> rows) {
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
            new RulebaseRef("subscription", "bare", "bare"),
            false),
        customerId,
        sample.answer(),
        sample.body(),
        sample.summary(),
        null);
  }
}
