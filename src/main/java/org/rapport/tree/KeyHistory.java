package org.rapport.tree;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys that signed a log's checkpoints, one after the other. One of them is trusted; each of
 * the others only because a change that it and its neighbour signed leads there.
 */
public final class KeyHistory {
  /** How far clocks of nodes may lie apart. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final List<Span> spans = new ArrayList<>();
  private final List<String> unfit = new ArrayList<>();

  /** When a key signed. */
  private record Span(VerifierKey key, Instant from, Instant until) {}

  /**
   * A history.
   *
   * @param trusted any of the keys
   * @param notes the changes between keys, as {@link KeyChange} writes them, in any order
   */
  public KeyHistory(VerifierKey trusted, List<String> notes) {
    List<KeyChange> changes = new ArrayList<>();
    for (String note : notes) {
      try {
        changes.add(KeyChange.read(note));
      } catch (IllegalArgumentException e) {
        unfit.add(String.valueOf(e.getMessage()));
      }
    }
    chain(trusted, changes);
    for (KeyChange left : changes) {
      unfit.add(
          "The change to the key %s does not follow from the key that is trusted."
              .formatted(left.to()));
    }
  }

  private void chain(VerifierKey trusted, List<KeyChange> changes) {
    Optional<KeyChange> next = take(changes, change -> change.from().equals(trusted));
    Instant until = next.map(KeyChange::at).orElse(Instant.MAX);
    Optional<KeyChange> before = take(changes, change -> change.to().equals(trusted));
    spans.add(new Span(trusted, before.map(KeyChange::at).orElse(Instant.MIN), until));
    while (next.isPresent()) {
      VerifierKey key = next.get().to();
      Instant from = next.get().at();
      next = take(changes, change -> change.from().equals(key));
      spans.add(new Span(key, from, next.map(KeyChange::at).orElse(Instant.MAX)));
    }
    while (before.isPresent()) {
      VerifierKey key = before.get().from();
      Instant ended = before.get().at();
      before = take(changes, change -> change.to().equals(key));
      spans.add(new Span(key, before.map(KeyChange::at).orElse(Instant.MIN), ended));
    }
  }

  private static Optional<KeyChange> take(
      List<KeyChange> changes, java.util.function.Predicate<KeyChange> wanted) {
    Optional<KeyChange> found = changes.stream().filter(wanted).findFirst();
    found.ifPresent(changes::remove);
    return found;
  }

  /** What is wrong with the changes between keys; empty when all lead to the trusted one. */
  public List<String> unfit() {
    return List.copyOf(unfit);
  }

  /** Whether a key is one of these. */
  public boolean has(String key) {
    return spans.stream().anyMatch(span -> span.key().toString().equals(key));
  }

  /**
   * Reads a signed checkpoint, and checks that it was signed with the key of its time.
   *
   * @throws IllegalArgumentException when not; says why
   */
  public Checkpoint read(String note) {
    for (Span span : spans) {
      if (Notes.isSignedBy(note, span.key())) {
        Checkpoint checkpoint = Checkpoint.read(note, span.key());
        if (isDuring(span, checkpoint.at())) {
          return checkpoint;
        }
        throw new IllegalArgumentException(
            "The checkpoint of %d leaves, made at %s, is signed with a key that signed from %s to %s."
                .formatted(
                    checkpoint.size(),
                    checkpoint.at(),
                    span.from().equals(Instant.MIN) ? "the beginning" : span.from(),
                    span.until().equals(Instant.MAX) ? "now" : span.until()));
      }
    }
    // Says by whom it is signed.
    return Checkpoint.read(note, spans.get(0).key());
  }

  private static boolean isDuring(Span span, Instant at) {
    return (span.from().equals(Instant.MIN) || !at.isBefore(span.from().minus(TOLERANCE)))
        && (span.until().equals(Instant.MAX) || at.isBefore(span.until().plus(TOLERANCE)));
  }
}
