package org.rapport.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.LineSource.RawLine;

/** Lines that can be given back to be read again. */
final class Pushback {
  private final LineSource source;
  private final Deque<RawLine> waiting = new ArrayDeque<>();

  Pushback(LineSource source) {
    this.source = source;
  }

  /** The next line, or null at the end. */
  @Nullable RawLine next() throws ImportFailedException {
    RawLine line = waiting.pollFirst();
    return line == null ? source.next() : line;
  }

  void pushBack(RawLine line) {
    waiting.addFirst(line);
  }

  /** Gives several back, the first of them to be read first. */
  void pushBack(List<RawLine> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      waiting.addFirst(lines.get(i));
    }
  }
}
