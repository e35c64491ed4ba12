package org.rapport.clients;

import com.rudderstack.sdk.java.analytics.RudderAnalytics;
import com.segment.analytics.Analytics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients as {@code docs/events.md} tells people to set them up. */
final class Setups {
  static final String SEGMENT_JAVA = "com.segment.analytics.java:analytics";
  static final String RUDDER_JAVA = "com.rudderstack.sdk.java.analytics:analytics";
  static final String SEGMENT_NODE = "@segment/analytics-node";
  static final String RUDDER_NODE = "@rudderstack/rudder-sdk-node";
  static final String CLOUDEVENTS_NODE = "cloudevents";

  /** Where CloudEvents go. */
  static final String EVENTS = "http://localhost:8080/v1/events";

  private Setups() {}

  /** The line that points a client at the service, from the page's table of clients. */
  static String line(String client) {
    Matcher row =
        Pattern.compile("(?m)^\\| `" + Pattern.quote(client) + "`[^|]*\\| `([^`]+)`")
            .matcher(page());
    if (!row.find()) {
      throw new AssertionError("docs/events.md does not say how to set up " + client);
    }
    return row.group(1);
  }

  private static String page() {
    try {
      return Files.readString(Path.of("docs", "events.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line of {@link #SEGMENT_JAVA}, at this service. */
  static Analytics.Builder segmentJava(RunningService service, String writeKey) {
    String address = address(SEGMENT_JAVA, "Analytics.builder(writeKey).endpoint(\"", "\")");
    return Analytics.builder(writeKey).endpoint(service.here(address));
  }

  /** The line of {@link #RUDDER_JAVA}, at this service. */
  static RudderAnalytics.Builder rudderJava(RunningService service, String writeKey) {
    String address =
        address(RUDDER_JAVA, "RudderAnalytics.builder(writeKey).setDataPlaneUrl(\"", "\")");
    return RudderAnalytics.builder(writeKey).setDataPlaneUrl(service.here(address));
  }

  private static String address(String client, String before, String after) {
    String line = line(client);
    if (!line.startsWith(before) || !line.endsWith(after)) {
      throw new AssertionError("docs/events.md says %s, which is not tried".formatted(line));
    }
    return line.substring(before.length(), line.length() - after.length());
  }
}
