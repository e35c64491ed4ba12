package org.rapport.ingest;

import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.impl.BaseGenericBinaryMessageReaderImpl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** The SDK's reader of binary mode over plain headers; its own for Vert.x is of an older Vert.x. */
final class CloudEventHeaders extends BaseGenericBinaryMessageReaderImpl<String, String> {
  private static final String PREFIX = "ce-";

  private final Iterable<Map.Entry<String, String>> headers;

  CloudEventHeaders(Iterable<Map.Entry<String, String>> headers) {
    super(SpecVersion.V1, null);
    this.headers = headers;
  }

  @Override
  protected boolean isContentTypeHeader(String name) {
    return name.equalsIgnoreCase("content-type");
  }

  @Override
  protected boolean isCloudEventsHeader(String name) {
    return name.length() > PREFIX.length()
        && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  @Override
  protected String toCloudEventsKey(String name) {
    return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }

  @Override
  protected void forEachHeader(BiConsumer<String, String> each) {
    headers.forEach(header -> each.accept(header.getKey(), header.getValue()));
  }

  @Override
  protected String toCloudEventsValue(String value) {
    return decoded(unquoted(value));
  }

  private static String unquoted(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder inner = new StringBuilder();
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      inner.append(c == '\\' && i + 2 < value.length() ? value.charAt(++i) : c);
    }
    return inner.toString();
  }

  /** Percent-decoding, once; a percent sign that begins no escape stands for itself. */
  private static String decoded(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (encoded[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(encoded[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
