package org.rapport.audit;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.rapport.json.ProofJson;
import org.rapport.store.LogRows;
import org.rapport.store.LogTree;
import org.rapport.store.TreeReader;
import org.rapport.tree.TreeProofs;
import org.rapport.tree.VerifierKey;

/** Serves checkpoints and proofs. */
public final class Proofs {
  private final TreeReader reader;
  private final VerifierKey key;

  /** Proofs of what this reader reads, signed with this key. */
  public Proofs(TreeReader reader, VerifierKey key) {
    this.reader = reader;
    this.key = key;
  }

  /** The public key that checkpoints are signed with. */
  public VerifierKey key() {
    return key;
  }

  /** The newest signed checkpoint; empty while the tree is. */
  public Future<Optional<String>> checkpoint(LogTree tree) {
    return reader.newest(tree).map(found -> found.map(TreeReader.Signed::note));
  }

  /**
   * That the tree of one size goes on from that of another, as JSON; empty when the tree has not
   * grown so far.
   *
   * @throws IllegalArgumentException when {@code from} is not 1 to {@code to}
   */
  public Future<Optional<byte[]>> consistency(LogTree tree, long from, long to) {
    return reader
        .newest(tree)
        .compose(
            newest -> {
              if (newest.isEmpty() || newest.get().size() < to) {
                return Future.succeededFuture(Optional.empty());
              }
              return reader
                  .hashes(tree, TreeProofs.consistency(from, to))
                  .map(proof -> Optional.of(ProofJson.consistency(from, to, proof)));
            });
  }

  /** That a decision is in the tree, as JSON; empty when there is no such decision, or not yet. */
  public Future<Optional<byte[]>> inclusion(UUID decisionId) {
    LogTree tree = LogTree.DECISIONS;
    return reader
        .position(decisionId)
        .compose(
            position ->
                position.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : Future.all(
                            reader.newest(tree),
                            reader.rows().decisions(List.of(decisionId), false))
                        .compose(
                            both ->
                                inclusion(
                                    decisionId,
                                    position.get(),
                                    both.<Optional<TreeReader.Signed>>resultAt(0),
                                    both.<Map<UUID, LogRows.Logged>>resultAt(1))));
  }

  private Future<Optional<byte[]>> inclusion(
      UUID decisionId,
      long position,
      Optional<TreeReader.Signed> newest,
      Map<UUID, LogRows.Logged> found) {
    LogRows.Logged decision = found.get(decisionId);
    if (decision == null || newest.isEmpty() || newest.get().size() <= position) {
      return Future.succeededFuture(Optional.empty());
    }
    TreeReader.Signed checkpoint = newest.get();
    return reader
        .hashes(LogTree.DECISIONS, TreeProofs.inclusion(position, checkpoint.size()))
        .map(
            proof ->
                Optional.of(
                    ProofJson.inclusion(
                        decisionId.toString(),
                        position,
                        checkpoint.size(),
                        decision.leaf().text(),
                        decision.leaf().hash(),
                        proof,
                        checkpoint.note(),
                        key.toString())));
  }
}
