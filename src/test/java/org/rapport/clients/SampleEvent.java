package org.rapport.clients;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;

/**
 * An event that a client is asked to send: its number tells it from all others of that client, and
 * the digest of its note tells whether the note arrived as it was.
 *
 * @param note text with percent signs, letters outside ASCII and characters that JSON escapes
 * @param digest the SHA-256 of the note in UTF-8
 */
record SampleEvent(int number, String customerId, String note, String digest) {
  /** What happened, in all of them: an event type that the shop's catalogue counts. */
  static final String TYPE = "Product Reviewed";

  private static final int CUSTOMERS = 10;
  private static final int NOTE_LENGTH = 600;

  /** Some notes alone make a body over 8 KB, which is where form parsers give up. */
  private static final int LONG_NOTE_LENGTH = 9_000;

  private static final int LONG_NOTE_EVERY = 40;
  private static final String[] PIECES = {
    "%", "%41", "%zz", "100 % ", "&a=b+c", "ä", "漢字", "😀", "\"", "\\", "\n", "</script>", "\u2028"
  };

  /** The same event for the same seed and number. */
  static SampleEvent of(String client, int number, long seed) {
    Random random = new Random(seed * 1_000_003 + number);
    int length = number % LONG_NOTE_EVERY == 0 ? LONG_NOTE_LENGTH : NOTE_LENGTH;
    StringBuilder note = new StringBuilder();
    while (note.length() < length) {
      note.append(PIECES[random.nextInt(PIECES.length)]);
      // Random letters, so that also gzip leaves more than 8 KB.
      note.append(Long.toString(random.nextLong(), Character.MAX_RADIX));
    }
    return new SampleEvent(number, customer(client, number), note.toString(), digest(note));
  }

  /** Whom a client's event is about. */
  static String customer(String client, int number) {
    return client + "-" + number % CUSTOMERS;
  }

  /** All whom a client's events are about. */
  static Iterable<String> customers(String client) {
    return () ->
        java.util.stream.IntStream.range(0, CUSTOMERS)
            .mapToObj(number -> customer(client, number))
            .iterator();
  }

  static String digest(CharSequence text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, Object> properties() {
    return Map.of("number", number, "note", note, "digest", digest);
  }

  /** As the drivers of Node's clients are told of it. */
  JsonObject order() {
    return new JsonObject()
        .put("number", number)
        .put("customerId", customerId)
        .put("note", note)
        .put("digest", digest);
  }
}
