package org.rapport.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads JSON bodies, strictly: one value, no name twice, exact numbers, bounded depth. */
final class JsonText {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(HttpLimits.JSON_DEPTH).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private JsonText() {}

  /**
   * The body as a JSON object.
   *
   * @throws ProblemException when it is not one
   */
  static ObjectNode object(byte[] body) {
    JsonNode value = read(body);
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new ProblemException(
        ProblemCode.MALFORMED_BODY,
        body.length == 0
            ? "The body is empty.%nMaybe send a JSON object.".formatted()
            : "The body is %s, not a JSON object.%nMaybe put it between { and }."
                .formatted(Fields.kind(value)));
  }

  /** What the parser says, without its own remarks in brackets on where it read from. */
  private static String said(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int remark = message.indexOf(" (start marker at");
    return remark < 0 ? message : message.substring(0, remark);
  }

  private static JsonNode read(byte[] body) {
    try {
      return READER.readTree(body);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line %d, column %d)"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new ProblemException(
          ProblemCode.MALFORMED_BODY,
          "The body is not JSON%s: %s.%nMaybe it was cut off, or a quote or comma is missing."
              .formatted(where, Words.printable(said(e), 200)));
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.MALFORMED_BODY,
          "The body is not text in UTF-8.%nMaybe it is in another encoding.".formatted());
    }
  }
}
