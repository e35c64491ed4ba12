package org.rapport.bench;

import java.util.ArrayList;
import java.util.List;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.model.DecisionBasis;

/** Shows that what is compared says the same: without that no ratio means anything. */
final class SameAnalysis {
  private static final long SEED = 7;
  private static final int SIMULATED = 512;
  private static final int RANDOM = 2_000;

  private SameAnalysis() {}

  /**
   * Compares the hand-written Java and the peers with the engine on simulated and random customers.
   *
   * @return how many customers were compared
   * @throws IllegalStateException at the first difference
   */
  static int check(Engine engine, List<Peer> peers) {
    List<DecisionBasis> customers = new ArrayList<>(Customers.simulated(SEED, SIMULATED));
    customers.addAll(Customers.random(SEED, RANDOM));
    HandWritten byHand = new HandWritten(engine.rulebase().cards(), engine.rulebase().catalogue());
    List<PeerRules.Rule> rules = PeerRules.of(engine.checked());
    for (DecisionBasis basis : customers) {
      DecisionAnalysis expected = engine.decide(basis);
      same(basis, "hand-written Java", expected, byHand.decide(basis));
      same(
          basis,
          "hand-written Java, from inputs",
          expected,
          byHand.decide(engine.rulebase().inputs(basis)));
    }
    for (Peer peer : peers) {
      PeerDeciding deciding = new PeerDeciding(peer, rules, engine.rulebase().catalogue());
      for (DecisionBasis basis : customers) {
        PeerDeciding.Answer expected = PeerDeciding.Answer.of(engine.decide(basis));
        same(basis, peer.name(), expected, deciding.decide(basis));
      }
    }
    return customers.size();
  }

  private static void same(DecisionBasis basis, String who, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException(
          "%s says something else about %s.%nRapport: %s%n%s: %s"
              .formatted(who, basis.timeline().customerId(), expected, who, actual));
    }
  }

  /** Compares and says so. */
  public static void main(String[] arguments) {
    Engine engine = Engine.load();
    List<PeerRules.Rule> rules = PeerRules.of(engine.checked());
    try (EvretePeer evrete = new EvretePeer(rules)) {
      System.out.println(
          check(engine, List.of(evrete, new CelPeer(rules))) + " customers: all the same");
    }
  }
}
