package org.rapport.decision;

import io.vertx.core.Future;
import java.util.List;
import org.rapport.analysis.Approval;
import org.rapport.model.RulebaseRef;

/** Who brought rules into force. */
@FunctionalInterface
public interface Approvals {

  /** As long as nothing else is on record: the rules are those of the program. */
  Approvals AS_SHIPPED = ref -> Future.succeededFuture(List.of(Approval.SHIPPED));

  /** How a version came into force, the latest first; at least one. */
  Future<List<Approval>> of(RulebaseRef ref);
}
