package org.rapport.command;

import java.time.Clock;
import java.util.Map;
import org.rapport.store.DiscardingLog;

/** The service, whole, but with a log that writes nothing. */
public final class DiscardingService {
  private DiscardingService() {}

  /** Serves until it is killed, by the settings of the environment. */
  public static void main(String[] arguments) {
    Settings settings = Settings.read(System.getenv(), Map.of());
    Node node = Node.start(settings, Clock.systemUTC(), DiscardingLog::of);
    int port = node.listen(settings, settings.apiKey().orElseThrow());
    System.out.println("Ready at " + Listening.address(settings, port));
    ServeCommand.untilStopped(node);
  }
}
