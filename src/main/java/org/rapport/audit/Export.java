package org.rapport.audit;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.rapport.json.BundleLine;
import org.rapport.json.LeafText;
import org.rapport.store.LogRows;
import org.rapport.store.LogTree;
import org.rapport.store.Repeating;
import org.rapport.store.TreeReader;
import org.rapport.store.TreeWriter;
import org.rapport.tree.Frontier;
import org.rapport.tree.LeafRange;
import org.rapport.tree.VerifierKey;

/**
 * Writes the log with all that proves it, line by line, a batch of leaves after the other: a proof
 * bundle. It reads the rows as they are, whatever became of them: to find that is the verifier's.
 */
public final class Export {
  /** How many batches are read at one time: each has up to 256 leaves. */
  private static final int BATCHES = 4;

  private static final int CHECKPOINTS = 1_000;
  private static final int STRAYS_PAGE = 5_000;

  private final TreeReader reader;
  private final LogRows rows;
  private final VerifierKey key;

  /** An export of what this reader reads, signed with this key. */
  public Export(TreeReader reader, VerifierKey key) {
    this.reader = reader;
    this.rows = reader.rows();
    this.key = key;
  }

  /**
   * What to export.
   *
   * @param from leaves of checkpoints from this time on, when given
   * @param to leaves up to the first checkpoint at this time or later, when given
   * @param opened whether to tell what was said
   * @param after go on behind this position, when given with {@code size}: the lines before are
   *     there already
   * @param size the size that the first line told, when going on
   */
  public record Question(
      LogTree tree,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean opened,
      @Nullable Long after,
      @Nullable Long size) {}

  /** Where lines go; done when the next may come. */
  public interface Sink {
    /** Takes whole lines. */
    Future<Void> write(byte[] lines);
  }

  /** There is no checkpoint of the size that was asked for, or none at all yet. */
  public static final class NothingToExportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingToExportException(String message) {
      super(message);
    }
  }

  /** Writes all lines. */
  public Future<Void> write(Question question, Sink sink) {
    return range(question)
        .compose(
            range ->
                question.after() == null
                    ? head(question, range)
                        .compose(sink::write)
                        .compose(done -> new Run(question, range, sink, range.start()).all())
                    : new Run(question, range, sink, question.after() + 1).all());
  }

  private record Range(long start, @Nullable String checkpoint, long size, Instant since) {}

  private Future<Range> range(Question question) {
    LogTree tree = question.tree();
    Instant from = question.from();
    Instant to = question.to();
    Future<Optional<TreeReader.Signed>> start =
        from == null ? Future.succeededFuture(Optional.empty()) : reader.lastBefore(tree, from);
    Long asked = question.size();
    Future<Optional<TreeReader.Signed>> end =
        asked != null
            ? reader.checkpoint(tree, asked)
            : to == null
                ? reader.newest(tree)
                : reader
                    .firstAt(tree, to)
                    .compose(
                        found ->
                            found.isPresent()
                                ? Future.succeededFuture(found)
                                : reader.newest(tree));
    return Future.all(start, end)
        .map(
            both -> {
              TreeReader.Signed last =
                  end.result()
                      .orElseThrow(
                          () ->
                              new NothingToExportException(
                                  asked == null
                                      ? "The log has no checkpoint yet.%nMaybe wait a second after the first decision."
                                          .formatted()
                                      : "There is no checkpoint of %d leaves.%nMaybe begin anew."
                                          .formatted(asked)));
              Optional<TreeReader.Signed> first =
                  start.result().filter(before -> before.size() <= last.size());
              return new Range(
                  first.map(TreeReader.Signed::size).orElse(0L),
                  first.map(TreeReader.Signed::note).orElse(null),
                  last.size(),
                  from == null ? Instant.EPOCH : from);
            });
  }

  private Future<byte[]> head(Question question, Range range) {
    return Future.all(
            reader.hashes(question.tree(), Frontier.of(range.start())), reader.keyChanges())
        .map(
            both -> {
              List<byte[]> frontier = both.resultAt(0);
              List<String> changes = both.resultAt(1);
              byte[] head =
                  new BundleLine.Head(
                          TreeWriter.origin(key.name(), question.tree()),
                          key.toString(),
                          range.start(),
                          range.size(),
                          question.to(),
                          question.opened(),
                          frontier.stream().map(BundleLine::hex).toList(),
                          range.checkpoint())
                      .bytes();
              for (String note : changes) {
                head = joined(head, new BundleLine.KeyChange(note).bytes());
              }
              return head;
            });
  }

  /** The lines behind the first. */
  private final class Run {
    private final Question question;
    private final Range range;
    private final Sink sink;
    private final Set<Integer> rulesTold = new HashSet<>();
    private final Set<LeafText.Published> textsTold = new HashSet<>();

    /** The leaf whose line comes next. */
    private long position;

    private UUID lastStray = new UUID(0, 0);

    Run(Question question, Range range, Sink sink, long first) {
      this.question = question;
      this.range = range;
      this.sink = sink;
      this.position = first;
    }

    Future<Void> all() {
      return Repeating.whileTrue(this::batches)
          .compose(
              done ->
                  question.tree() == LogTree.DECISIONS
                      ? Repeating.whileTrue(this::strays)
                      : Future.succeededFuture())
          .compose(done -> sink.write(new BundleLine.End(range.size()).bytes()));
    }

    /** Writes the lines of the next batches; false when there are none. */
    private Future<Boolean> batches() {
      if (position >= range.size()) {
        return Future.succeededFuture(false);
      }
      return rows.batches(question.tree(), position, BATCHES)
          .compose(
              found -> {
                List<LogRows.Batch> batches =
                    found.stream().filter(batch -> batch.first() < range.size()).toList();
                if (batches.isEmpty()) {
                  return sink.write(missing(position, range.size() - position, null))
                      .map(done -> false);
                }
                return lines(batches);
              });
    }

    private Future<Boolean> lines(List<LogRows.Batch> batches) {
      long begin = position;
      LogRows.Batch last = batches.get(batches.size() - 1);
      long end = Math.max(begin + 1, Math.min(range.size(), last.first() + last.ids().size()));
      List<UUID> ids = new ArrayList<>();
      batches.forEach(batch -> ids.addAll(batch.ids()));
      Future<Map<UUID, LogRows.Logged>> decisions =
          question.tree() == LogTree.DECISIONS
              ? rows.decisions(ids, question.opened())
              : Future.succeededFuture(Map.of());
      Future<Map<UUID, String>> entries = rows.entries(question.tree(), ids);
      Future<List<byte[]>> hashes =
          reader
              .hashes(
                  question.tree(),
                  LongStream.range(begin, end).mapToObj(at -> new LeafRange(at, at + 1)).toList())
              .recover(damaged -> Future.succeededFuture(List.of()));
      Future<List<TreeReader.Signed>> checkpoints =
          reader.checkpoints(question.tree(), begin, end, CHECKPOINTS);
      return Future.all(decisions, entries, hashes, checkpoints)
          .compose(all -> rules(decisions.result().values()))
          .compose(rules -> texts(entries.result()).map(texts -> joined(rules, texts)))
          .compose(
              rules -> {
                Lines lines = new Lines(begin, end, hashes.result(), checkpoints.result());
                lines.add(rules);
                for (LogRows.Batch batch : batches) {
                  lines.batch(batch, decisions.result(), entries.result());
                }
                lines.upTo(end);
                return sink.write(lines.bytes());
              })
          .map(
              done -> {
                position = end;
                return true;
              });
    }

    private Future<byte[]> rules(Iterable<LogRows.Logged> decisions) {
      Future<byte[]> lines = Future.succeededFuture(new byte[0]);
      for (LogRows.Logged decision : decisions) {
        int ref = decision.rulesRef();
        if (rulesTold.add(ref)) {
          lines =
              lines.compose(
                  before ->
                      rows.rules(ref)
                          .map(
                              found ->
                                  found.map(rules -> joined(before, line(rules))).orElse(before)));
        }
      }
      return lines;
    }

    /** The texts that these steps brought into force, before them. */
    private Future<byte[]> texts(Map<UUID, String> entries) {
      List<String> rulebases = new ArrayList<>();
      List<String> versions = new ArrayList<>();
      for (String entry : new TreeMap<>(entries).values()) {
        LeafText.Published published = LeafText.published(entry);
        if (published != null && textsTold.add(published)) {
          rulebases.add(published.rulebase());
          versions.add(published.version());
        }
      }
      return versions.isEmpty()
          ? Future.succeededFuture(new byte[0])
          : rows.texts(rulebases, versions)
              .map(
                  texts -> {
                    byte[] lines = new byte[0];
                    for (LogRows.Text text : texts) {
                      lines =
                          joined(
                              lines,
                              new BundleLine.Text(text.rulebase(), text.version(), text.files())
                                  .bytes());
                    }
                    return lines;
                  });
    }

    private Future<Boolean> strays() {
      return rows.strays(lastStray, new UUID(-1, -1), STRAYS_PAGE)
          .compose(
              strays -> {
                byte[] lines = new byte[0];
                for (UUID id : strays.ids()) {
                  lines = joined(lines, new BundleLine.Stray(id.toString()).bytes());
                }
                UUID next = strays.next();
                lastStray = next == null ? lastStray : next;
                return (lines.length == 0 ? Future.<Void>succeededFuture() : sink.write(lines))
                    .map(done -> next != null);
              });
    }
  }

  private static byte[] line(LogRows.Rules rules) {
    return new BundleLine.Rules(
            BundleLine.hex(rules.digest()),
            rules.rulebase(),
            rules.version(),
            rules.build(),
            new String(rules.cards(), StandardCharsets.UTF_8),
            BundleLine.base64(rules.dictionary()))
        .bytes();
  }

  private static byte[] missing(long position, long count, @Nullable UUID id) {
    return new BundleLine.Missing(position, count, id == null ? null : id.toString()).bytes();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
