package org.rapport.rules;

import java.util.List;
import org.rapport.rules.fact.Fact;

/** In which order facts are handed to the engine: it must not matter, and tests show that. */
@FunctionalInterface
interface FactOrder {
  /** As they come. */
  FactOrder AS_DERIVED = facts -> facts;

  /** The same facts in the order to hand them over. */
  List<? extends Fact> of(List<? extends Fact> facts);
}
