package org.rapport.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a body's content encoding. By hand and not by the server, because a broken body must be
 * told from an empty one.
 */
final class Inflation {
  private static final int ZLIB_METHOD = 8;
  private static final Set<String> ENCODINGS = Set.of("gzip", "x-gzip", "deflate");

  private Inflation() {}

  /**
   * The body as it was before it was compressed.
   *
   * @param encoding the Content-Encoding header, when there is one
   * @param limit the largest inflated size, in bytes
   * @throws ProblemException when it is broken, too large or of an encoding that is not understood
   */
  static byte[] inflate(byte[] body, @Nullable String encoding, int limit) {
    String name = encoding == null ? "identity" : encoding.trim().toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals("identity")) {
      return body;
    }
    if (!ENCODINGS.contains(name)) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_ENCODING,
          "The content encoding %s is not understood.%nMaybe use gzip or deflate, or none."
              .formatted(Words.quoted(name)));
    }
    byte[] inflated;
    try (InputStream stream = stream(body, name)) {
      inflated = stream.readNBytes(limit + 1);
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.BROKEN_ENCODING,
          "The body is not sound %s.%nMaybe it was cut off, or is not compressed at all."
              .formatted(name));
    }
    if (inflated.length > limit) {
      throw tooLarge(limit);
    }
    return inflated;
  }

  static ProblemException tooLarge(int limit) {
    return new ProblemException(
        ProblemCode.BODY_TOO_LARGE,
        "The body has more than %d bytes.%nMaybe send it in several requests.".formatted(limit));
  }

  private static InputStream stream(byte[] body, String name) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    if (!name.equals("deflate")) {
      return new GZIPInputStream(bytes);
    }
    // Some senders mean zlib by deflate, as they should, and some mean the bare stream.
    boolean zlib =
        body.length >= 2
            && (body[0] & 0x0f) == ZLIB_METHOD
            && (((body[0] & 0xff) << 8) | (body[1] & 0xff)) % 31 == 0;
    return zlib
        ? new InflaterInputStream(bytes)
        : new InflaterInputStream(bytes, new Inflater(true));
  }
}
