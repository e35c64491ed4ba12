package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.rapport.ingest.Bodies.RECEIVED_AT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.ingest.ImportBatch.RejectedLine;
import org.rapport.model.Event;
import org.rapport.model.Rejection;

class ImportFileTest {
  private static final InstantSource CLOCK = InstantSource.fixed(RECEIVED_AT);
  private static final String TRACK =
      "{'type':'track','messageId':'m-%d','userId':'c','event':'E','timestamp':'2026-02-01'}\n";

  private final Path folder;

  ImportFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void jsonLinesOfThreeShapesAreToldApart() throws Exception {
    List<Event> events =
        events(
            "a.jsonl",
            TRACK.formatted(1)
                + "{'messageId':'n','customerId':'c','event':'E','occurredAt':'2026-02-01'}\n"
                + "{'specversion':'1.0','id':'ce','source':'/s','type':'E','subject':'c',"
                + "'time':'2026-02-01T00:00:00Z'}\n");

    assertThat(events).extracting(Event::messageId).containsExactly("m-1", "n", "ce");
  }

  @Test
  void rejectedLinesCarryNumberReasonAndText() throws Exception {
    List<RejectedLine> rejected =
        rejected(
            "a.jsonl",
            "\n"
                + TRACK.formatted(1)
                + "{'type':'track'\r\n   \n{'type':'nope'}\n{'type':'track'}");

    assertThat(rejected).extracting(RejectedLine::line).containsExactly(3L, 5L, 6L);
    assertThat(rejected)
        .extracting(RejectedLine::code)
        .containsExactly("line-malformed", "unknown-type", "customer-id-missing");
    assertThat(rejected.get(0).text()).isEqualTo("{\"type\":\"track\"");
    assertThat(rejected.get(0).message()).startsWith("Line 3 is not JSON.\nMaybe ");
  }

  @Test
  void aRejectionWhenStoringFindsItsLineToo() throws Exception {
    ImportBatch batch = batches("a.jsonl", "\n" + TRACK.formatted(1)).get(0);

    RejectedLine line = batch.rejectedLine(new Rejection(0, "m-1", "message-id-reused", "why"));

    assertThat(line.line()).isEqualTo(2);
    assertThat(line.text()).contains("m-1");
  }

  @Test
  void aFileMustSayWhenEventsOccurred() throws Exception {
    assertThat(
            rejected(
                "a.jsonl",
                """
            {'type':'track','userId':'c','event':'E'}
            {'specversion':'1.0','id':'i','source':'/s','type':'E','subject':'c'}
            """))
        .extracting(RejectedLine::code)
        .containsOnly("occurred-at-missing");
  }

  @Test
  void batchesHoldFiveHundredItems() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_201; i++) {
      lines.append(TRACK.formatted(i));
    }

    List<ImportBatch> batches = batches("a.jsonl", lines.toString());

    assertThat(batches).extracting(batch -> batch.lines().size()).containsExactly(500, 500, 201);
    assertThat(batches.get(2).lines().get(200).number()).isEqualTo(1_201);
    assertThat(batches.get(1).batch().events().get(0).index()).isZero();
  }

  @Test
  void batchesAreBoundedInBytesToo() throws Exception {
    String large = "{'type':'x','pad':'" + "p".repeat(900_000) + "'}\n";

    assertThat(batches("a.jsonl", large.repeat(12)))
        .extracting(batch -> batch.lines().size())
        .containsExactly(5, 5, 2);
  }

  @Test
  void gzipIsToldByItsBytes() throws Exception {
    Path file = folder.resolve("plain-name.jsonl");
    Files.write(file, gzip(TRACK.formatted(1).replace('\'', '"')));

    try (ImportReader reader = ImportFile.open(file, CLOCK)) {
      assertThat(reader.next()).isPresent();
      assertThat(reader.next()).isEmpty();
      assertThat(reader.bytesRead()).isEqualTo(reader.totalBytes()).isEqualTo(Files.size(file));
    }
  }

  @Test
  void brokenGzipNamesTheLineReached() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      lines.append(TRACK.formatted(i).replace('\'', '"'));
    }
    byte[] whole = gzip(lines.toString());
    Path file = folder.resolve("cut.jsonl.gz");
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    try (ImportReader reader = ImportFile.open(file, CLOCK)) {
      List<Integer> read = new ArrayList<>();
      ImportFailedException failed =
          catchThrowableOfType(
              ImportFailedException.class,
              () -> {
                for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                  read.add(next.get().lines().size());
                }
              });

      assertThat(failed.line()).isBetween(1_000L, 39_999L);
      assertThat(failed)
          .hasMessageContaining("cut.jsonl.gz cannot be read past line " + failed.line())
          .hasMessageContaining("\nMaybe ");
      assertThat(read.stream().mapToInt(Integer::intValue).sum()).isPositive();
    }
  }

  @Test
  void aFileThatCannotBeOpenedSaysSo() {
    assertThat(opening(folder.resolve("none.csv"))).hasMessageStartingWith("There is no file");
    assertThat(opening(folder).getMessage()).contains("Maybe it is a folder");
  }

  @Test
  void aLineTooLongIsRejectedAndTheNextIsRead() throws Exception {
    List<ImportBatch> batches =
        batches(
            "a.jsonl",
            TRACK.formatted(1)
                + "{'x':'"
                + "x".repeat(IngestLimits.MAX_LINE_BYTES)
                + "'}\n"
                + TRACK.formatted(3));

    assertThat(batches.get(0).batch().events())
        .extracting(Event::messageId)
        .containsExactly("m-1", "m-3");
    RejectedLine line = batches.get(0).rejectedLines().get(0);
    assertThat(line.code()).isEqualTo("line-too-long");
    assertThat(line.line()).isEqualTo(2);
    assertThat(line.text()).hasSize(1_024);
  }

  @Test
  void csvColumnsBecomeFieldsAndTypedProperties() throws Exception {
    List<Event> events =
        events(
            "a.csv",
            """
            \uFEFFcustomer_id,event,occurred_at,message_id,account_id,minutes,passed,code,note
            c,Lesson Watched,2026-02-01T10:00:00Z,m,acme,12.5,true,007,"a ""b"", c"\r
            d,Lesson Watched,2026-02-01,,,,,,
            """);

    assertThat(events.get(0).messageId()).isEqualTo("m");
    assertThat(events.get(0).accountId()).isEqualTo("acme");
    assertThat(((Event.Occurrence) events.get(0).content()).propertiesJson())
        .isEqualTo(
            "{\"code\":\"007\",\"minutes\":12.5,\"note\":\"a \\\"b\\\", c\",\"passed\":true}");
    assertThat(((Event.Occurrence) events.get(1).content()).propertiesJson()).isEqualTo("{}");
    assertThat(events.get(1).accountId()).isNull();
  }

  @Test
  void csvRowsWithoutMessageIdAreKnownByTheirContent() throws Exception {
    String rows = "c,E,2026-02-01,5\nc,E,2026-02-01,6\nc,E,2026-02-01,5\n";
    List<Event> first = events("a.csv", "userId,event,timestamp,n\n" + rows);
    List<Event> again = events("b.csv", "customerId,event,occurredAt,n\n" + rows);

    assertThat(ids(first)).hasSize(3).containsOnly(ids(first).get(0), ids(first).get(1));
    assertThat(ids(first).get(0)).isNotEqualTo(ids(first).get(1));
    assertThat(ids(again)).isEqualTo(ids(first));
  }

  @Test
  void csvCellsMayHoldLineBreaks() throws Exception {
    List<ImportBatch> batches =
        batches(
            "a.csv",
            """
            customer_id,event,occurred_at,note
            c,E,2026-02-01,"one

            two"
            d,E,2026-02-01,x,y
            """);

    assertThat(batches.get(0).batch().events()).hasSize(1);
    assertThat(batches.get(0).rejectedLines())
        .extracting(RejectedLine::line, RejectedLine::code)
        .containsExactly(tuple(5L, "line-malformed"));
  }

  @Test
  void aQuoteThatNeverClosesCostsOneLine() throws Exception {
    StringBuilder rows =
        new StringBuilder("customer_id,event,occurred_at,note\nc,E,2026-02-01,\"x\n");
    for (int i = 0; i < 300; i++) {
      rows.append("c,E,2026-02-01,").append(i).append('\n');
    }

    List<ImportBatch> batches = batches("a.csv", rows.toString());

    assertThat(batches.get(0).batch().events()).hasSize(300);
    assertThat(batches.get(0).rejectedLines()).extracting(RejectedLine::line).containsExactly(2L);
  }

  @Test
  void csvWithoutTheNeededColumnsIsRefusedAtOnce() throws Exception {
    assertThat(opening(write("a.csv", "customer_id;event;occurred_at\n")))
        .hasMessageContaining("names no column customer_id")
        .hasMessageContaining("\nMaybe ");
    assertThat(opening(write("b.csv", "customer_id,userId,event,occurred_at\n")))
        .hasMessageContaining("\"userId\" is empty or stands twice");
    assertThat(opening(write("c.csv", ""))).hasMessageContaining("names no column customer_id");
  }

  @Test
  void withoutATellingNameTheFirstLineDecides() throws Exception {
    assertThat(events("export", TRACK.formatted(1))).hasSize(1);
    assertThat(events("other", "customer_id,event,occurred_at\nc,E,2026-02-01\n")).hasSize(1);
    assertThat(batches("empty", "")).isEmpty();
  }

  private List<Event> events(String name, String text) throws Exception {
    return batches(name, text).stream().flatMap(b -> b.batch().events().stream()).toList();
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::messageId).toList();
  }

  private List<RejectedLine> rejected(String name, String text) throws Exception {
    return batches(name, text).stream().flatMap(b -> b.rejectedLines().stream()).toList();
  }

  private List<ImportBatch> batches(String name, String text) throws Exception {
    List<ImportBatch> batches = new ArrayList<>();
    try (ImportReader reader = ImportFile.open(write(name, text), CLOCK)) {
      for (Optional<ImportBatch> next = reader.next(); next.isPresent(); next = reader.next()) {
        batches.add(next.get());
      }
    }
    return batches;
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    return Files.writeString(file, text.replace('\'', '"'), StandardCharsets.UTF_8);
  }

  private static ImportFailedException opening(Path file) {
    return catchThrowableOfType(
        ImportFailedException.class, () -> ImportFile.open(file, CLOCK).close());
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
