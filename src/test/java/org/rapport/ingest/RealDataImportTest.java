package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.rapport.ingest.Bodies.RECEIVED_AT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files are read whole, without a rejection. */
class RealDataImportTest {

  @ParameterizedTest
  @CsvSource({
    "ds365/events.train.jsonl.gz, 127407",
    "cdnow/events.train.jsonl.gz, 65395",
    "ravenstack_synthetic/events.jsonl.gz, 36833"
  })
  void everyLineIsTaken(String name, int lines) throws Exception {
    Path file = Path.of(System.getProperty("rapport.shared.data", "../shared/data")).resolve(name);
    assumeTrue(Files.exists(file), () -> "There is no real data at " + file + ".");
    int events = 0;
    int rejected = 0;
    try (ImportReader reader = ImportFile.open(file, InstantSource.fixed(RECEIVED_AT))) {
      Optional<ImportBatch> next = reader.next();
      while (next.isPresent()) {
        events += next.get().batch().events().size();
        rejected += next.get().batch().rejected().size();
        next = reader.next();
      }
      assertThat(reader.bytesRead()).isEqualTo(reader.totalBytes());
    }
    assertThat(rejected).isZero();
    assertThat(events).isEqualTo(lines);
  }
}
