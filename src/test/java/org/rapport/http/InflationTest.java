package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InflationTest {
  private static final int LIMIT = 10_000;

  static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
      stream.write(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] body, boolean bare) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
      stream.write(body);
    }
    return bytes.toByteArray();
  }

  private static ProblemCode code(byte[] body, String encoding) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> Inflation.inflate(body, encoding, LIMIT));
    return refused.problem().code();
  }

  @Property(tries = 200)
  void whatWasCompressedComesBack(@ForAll byte[] body) throws IOException {
    assertThat(Inflation.inflate(body, null, LIMIT)).isEqualTo(body);
    assertThat(Inflation.inflate(body, " Identity", LIMIT)).isEqualTo(body);
    assertThat(Inflation.inflate(gzip(body), "GZIP", LIMIT)).isEqualTo(body);
    assertThat(Inflation.inflate(deflate(body, false), "deflate", LIMIT)).isEqualTo(body);
    assertThat(Inflation.inflate(deflate(body, true), "deflate", LIMIT)).isEqualTo(body);
  }

  @Test
  void brokenTooLargeAndUnknownAreToldApart() {
    byte[] text = "a text of some length".repeat(20).getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(gzip(text), 20);
    assertThat(code(cut, "gzip")).isEqualTo(ProblemCode.BROKEN_ENCODING);
    assertThat(code(text, "gzip")).isEqualTo(ProblemCode.BROKEN_ENCODING);
    assertThat(code(text, "deflate")).isEqualTo(ProblemCode.BROKEN_ENCODING);
    assertThat(code(new byte[0], "gzip")).isEqualTo(ProblemCode.BROKEN_ENCODING);
    assertThat(code(gzip(new byte[LIMIT + 1]), "gzip")).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    assertThat(code(text, "br")).isEqualTo(ProblemCode.UNSUPPORTED_ENCODING);
  }
}
