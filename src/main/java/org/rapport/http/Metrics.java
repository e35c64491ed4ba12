package org.rapport.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import org.rapport.decision.Publishing;
import org.rapport.model.IntakeResult;

/** What the service counts and measures, for Prometheus. */
public final class Metrics {
  private final PrometheusMeterRegistry registry;
  private final Meter.MeterProvider<Timer> requests;

  /** Metrics with a registry of their own. */
  public Metrics() {
    registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    requests =
        Timer.builder("rapport.http.requests")
            .description("Answered requests by method, route and status.")
            .withRegistry(registry);
  }

  /**
   * A Vert.x that reports its pools and the machine here, and uses the native transport where the
   * class path has it.
   */
  public Vertx vertx() {
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true);
    // Requests are measured below, by route; the event bus carries nothing here.
    options.addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER);
    options.addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT);
    options.addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    options.addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET);
    // The pools of database connections are told apart, but not the sockets under them.
    options.addLabels(Label.NAMESPACE).addDisabledMetricsCategory(MetricsDomain.NET_CLIENT);
    return Vertx.builder()
        .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(options))
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  /** Begins to measure a request. */
  Timer.Sample begin() {
    return Timer.start(registry);
  }

  /**
   * Ends measuring a request.
   *
   * @param route the path's template, never the path itself: few different values
   * @return how long it took, in nanoseconds
   */
  long end(Timer.Sample sample, String method, String route, int status) {
    return sample.stop(
        requests.withTags(
            Tags.of("method", method, "route", route, "status", Integer.toString(status))));
  }

  /** Measures how far this node is from what is live, and whether authors may approve their own. */
  void governance(Publishing publishing) {
    Gauge.builder("rapport.rulebases.behind", publishing, all -> all.failures().size())
        .description("How many rulebases this node could not bring to the version that is live.")
        .register(registry);
    Gauge.builder("rapport.one.person", publishing, all -> all.onePerson() ? 1 : 0)
        .description("1 when authors may approve their own drafts.")
        .register(registry);
  }

  /** Counts what became of an event batch. */
  void taken(IntakeResult result) {
    count("accepted", result.accepted());
    count("duplicate", result.duplicates());
    count("rejected", result.rejected().size());
  }

  private void count(String outcome, int events) {
    registry.counter("rapport.events", "outcome", outcome).increment(events);
  }

  /** All of it in the text form of Prometheus. */
  String scrape() {
    return registry.scrape();
  }
}
