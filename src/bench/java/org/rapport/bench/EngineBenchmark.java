package org.rapport.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;

/** One decision in process: by Rapport, by hand, by peers; each invocation decides about all. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EngineBenchmark {
  private static final int CUSTOMERS = 512;
  private static final long SEED = 11;

  /** The customers and the product's engine. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set by JMH's set-up
  public static class Population {
    Engine engine;
    List<DecisionBasis> bases;
    List<DecisionInputs> inputs;
    HandWritten byHand;

    /** Makes the customers. */
    @Setup
    public void prepare() {
      engine = Engine.load();
      bases = Customers.simulated(SEED, CUSTOMERS);
      inputs = bases.stream().map(engine.rulebase()::inputs).toList();
      byHand = new HandWritten(engine.rulebase().cards(), engine.rulebase().catalogue());
    }
  }

  /** Evrete with the same rules. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class EvreteState {
    PeerDeciding deciding;

    /** Compiles the rules. */
    @Setup
    public void prepare(Population population) {
      deciding = deciding(population, new EvretePeer(PeerRules.of(population.engine.checked())));
    }
  }

  /** CEL with the same rules. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init")
  public static class CelState {
    PeerDeciding deciding;

    /** Compiles the rules. */
    @Setup
    public void prepare(Population population) {
      deciding = deciding(population, new CelPeer(PeerRules.of(population.engine.checked())));
    }
  }

  private static PeerDeciding deciding(Population population, Peer peer) {
    return new PeerDeciding(
        peer, PeerRules.of(population.engine.checked()), population.engine.rulebase().catalogue());
  }

  /** Rapport, from timeline to analysis. */
  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public void rapport(Population population, Blackhole hole) {
    for (DecisionBasis basis : population.bases) {
      hole.consume(population.engine.decide(basis));
    }
  }

  /** Plain Java, from timeline to analysis. */
  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public void hand(Population population, Blackhole hole) {
    for (DecisionBasis basis : population.bases) {
      hole.consume(population.byHand.decide(basis));
    }
  }

  /** Rapport, from inputs to analysis: no history, no earlier scores. */
  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public void rapportFromInputs(Population population, Blackhole hole) {
    for (DecisionInputs inputs : population.inputs) {
      hole.consume(population.engine.decide(inputs));
    }
  }

  /** Plain Java, from inputs to analysis. */
  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public void handFromInputs(Population population, Blackhole hole) {
    for (DecisionInputs inputs : population.inputs) {
      hole.consume(population.byHand.decide(inputs));
    }
  }

  /** Evrete, from timeline to answer. */
  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public void evrete(Population population, EvreteState state, Blackhole hole) {
    for (DecisionBasis basis : population.bases) {
      hole.consume(state.deciding.decide(basis));
    }
  }

  /** CEL, from timeline to answer. */
  @Benchmark
  @OperationsPerInvocation(CUSTOMERS)
  public void cel(Population population, CelState state, Blackhole hole) {
    for (DecisionBasis basis : population.bases) {
      hole.consume(state.deciding.decide(basis));
    }
  }
}
