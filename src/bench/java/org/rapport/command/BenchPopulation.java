package org.rapport.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Opens the demo's simulated population to the bench. */
public final class BenchPopulation {
  private BenchPopulation() {}

  /** Segment messages, customer by customer. */
  public static Stream<ObjectNode> messages(long seed, LocalDate lastDay, int customers) {
    return new SimulatedPopulation(seed, lastDay).messages(customers);
  }
}
