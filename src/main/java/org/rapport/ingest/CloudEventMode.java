package org.rapport.ingest;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a request carries CloudEvents 1.0. */
public enum CloudEventMode {
  /** One event: its attributes in headers {@code ce-...}, its data in the body. */
  BINARY,
  /** One event as a JSON object, {@code application/cloudevents+json}. */
  STRUCTURED,
  /** A JSON list of events, {@code application/cloudevents-batch+json}. */
  BATCH;

  /**
   * The mode that a request says; empty when it carries no CloudEvents.
   *
   * @param contentType the content type, with or without parameters, or null
   * @param headers the request's headers
   */
  public static Optional<CloudEventMode> of(
      @Nullable String contentType, Iterable<Map.Entry<String, String>> headers) {
    String mediaType = mediaType(contentType);
    if (mediaType.equals("application/cloudevents-batch+json")) {
      return Optional.of(BATCH);
    }
    if (mediaType.equals("application/cloudevents+json")) {
      return Optional.of(STRUCTURED);
    }
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().toLowerCase(Locale.ROOT).equals("ce-specversion")) {
        return Optional.of(BINARY);
      }
    }
    return Optional.empty();
  }

  /** The content type without parameters, in lower case; empty when there is none. */
  static String mediaType(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return mediaType.strip().toLowerCase(Locale.ROOT);
  }
}
