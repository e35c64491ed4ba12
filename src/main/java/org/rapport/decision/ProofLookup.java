package org.rapport.decision;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Where the proofs are that decisions are in the signed log. */
@FunctionalInterface
public interface ProofLookup {

  /** A decision's proof as JSON; empty when it has no place in the log yet. */
  Future<Optional<byte[]>> of(UUID decisionId);
}
