package org.rapport.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.rapport.store.LogTree;
import org.rapport.store.Repeating;
import org.rapport.store.TreeWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was put on record into the trees, once a second and without anybody waiting for it.
 * Every node does so: whichever comes first does the work.
 */
public final class Sequencing {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencing.class);
  private static final long INTERVAL_MS = 1_000;

  private final Vertx vertx;
  private final TreeWriter writer;
  private final Witness witness;
  private final Map<LogTree, String> unwitnessed = new EnumMap<>(LogTree.class);
  private long timer = -1;
  private volatile Future<Void> running = Future.succeededFuture();

  /** A sequencing that has not begun. */
  public Sequencing(Vertx vertx, TreeWriter writer, Witness witness) {
    this.vertx = vertx;
    this.writer = writer;
    this.witness = witness;
  }

  /** Begins. */
  public void start() {
    timer =
        vertx.setPeriodic(
            INTERVAL_MS,
            tick -> {
              if (running.isComplete()) {
                running = all();
              }
            });
  }

  /** Lets the run under way end, brings in what waits then, and does no more. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return running.transform(ended -> all());
  }

  /**
   * Brings in all that waits now. Never fails: what could not be done is logged, and still waits.
   */
  public Future<Void> all() {
    Future<Void> trees = Future.succeededFuture();
    for (LogTree tree : LogTree.values()) {
      trees = trees.compose(before -> all(tree));
    }
    return trees;
  }

  /**
   * What comes while this is done waits for the next time: else it would have no end under load,
   * the other tree would wait for ever, and each few leaves would cost a commit and a signature.
   */
  private Future<Void> all(LogTree tree) {
    return Repeating.whileTrue(() -> some(tree))
        .recover(
            failure -> {
              LOG.warn("The tree of {} does not grow: {}", tree.word(), failure.getMessage());
              return done();
            });
  }

  /** Answers whether more may wait. */
  private Future<Boolean> some(LogTree tree) {
    return writer
        .run(tree)
        .compose(
            grown -> {
              grown.ifPresent(run -> unwitnessed.put(tree, run.checkpoint()));
              return witness(tree).map(kept -> grown.isPresent() && grown.get().more());
            });
  }

  /** The newest checkpoint stands for those before it: a proof leads from each to the next. */
  private Future<Void> witness(LogTree tree) {
    Optional<String> note = Optional.ofNullable(unwitnessed.get(tree));
    return note.isEmpty()
        ? done()
        : witness
            .keep(note.get())
            .map(
                kept -> {
                  unwitnessed.remove(tree, note.get());
                  return (Void) null;
                })
            .recover(
                failure -> {
                  LOG.warn("A checkpoint was not witnessed: {}", failure.getMessage());
                  return done();
                });
  }

  private static Future<Void> done() {
    return Future.succeededFuture();
  }
}
