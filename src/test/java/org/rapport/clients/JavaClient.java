package org.rapport.clients;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client library of this JVM, given events by a thread of its own. */
final class JavaClient implements Client {

  /** The calls that the libraries have in common. */
  interface Library extends AutoCloseable {
    void track(SampleEvent event);

    void flush();

    @Override
    void close();
  }

  private final String name;
  private final Reports reports = new Reports();
  private final Library library;
  private final AtomicInteger given = new AtomicInteger();
  private final ExecutorService giving = Executors.newSingleThreadExecutor();

  JavaClient(String name, Function<Reports, Library> library) {
    this.name = name;
    this.library = library.apply(reports);
  }

  /** The number in an event's properties, as a library gives them back. */
  static int number(@Nullable Map<String, ?> properties) {
    return properties != null && properties.get("number") instanceof Integer number ? number : -1;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reports reports() {
    return reports;
  }

  @Override
  public void send(List<SampleEvent> events) {
    given.addAndGet(events.size());
    giving.execute(
        () -> {
          events.forEach(library::track);
          // Segment's and RudderStack's own timer would do so within ten seconds.
          library.flush();
        });
  }

  @Override
  public void noMore() {
    giving.shutdown();
  }

  @Override
  public void finish() {
    Reports unused = reports.await(told -> told.told() == given.get());
  }

  @Override
  public void abandon() {
    giving.shutdownNow();
    library.close();
  }
}
