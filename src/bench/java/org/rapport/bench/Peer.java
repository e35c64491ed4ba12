package org.rapport.bench;

import java.util.List;
import org.rapport.bench.PeerRules.Rule;
import org.rapport.bench.PeerRules.Turn;
import org.rapport.rules.fact.Fact;

/** Another engine, holding the rulebase's conditions in its own form. */
interface Peer {
  /** Its name and version. */
  String name();

  /** One decision's working memory. */
  interface Session {
    /** Adds a fact under the name that the rules' patterns use. */
    void insert(String name, Fact fact);

    /** The rules of this turn that match now and were not told before. */
    List<Rule> fire(Turn turn);

    /** Lets go of it. */
    void close();
  }

  /** A memory for all rules. */
  Session open();

  /** A memory for the weights alone: for the scores of earlier days. */
  Session openForScore();
}
