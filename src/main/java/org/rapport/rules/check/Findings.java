package org.rapport.rules.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Diagnostic;
import org.rapport.model.Diagnostic.Severity;

/** The findings of one check, each once, at most {@link #MAX_FINDINGS} of them. */
final class Findings {
  /** More than anyone reads; a hostile file could make millions. */
  static final int MAX_FINDINGS = 500;

  /** The longest message, in characters: they repeat what the author wrote. */
  private static final int MAX_MESSAGE_LENGTH = 500;

  private final Set<Diagnostic> all = new LinkedHashSet<>();
  private final Map<String, Page> pages = new HashMap<>();
  private boolean errors;
  private @Nullable String overflow;

  /** The page for the findings of one file. */
  Page in(String file) {
    return pages.computeIfAbsent(file, name -> new Page(this, TextGuard.shown(name)));
  }

  boolean hasErrors() {
    return errors;
  }

  /** All findings by file, line, column and code. */
  List<Diagnostic> sorted() {
    return Stream.concat(all.stream(), Stream.ofNullable(overflow).map(this::more))
        .sorted(
            Comparator.comparing(Diagnostic::file)
                .thenComparing(Diagnostic::line)
                .thenComparing(Diagnostic::column)
                .thenComparing(Diagnostic::code)
                .thenComparing(Diagnostic::message))
        .toList();
  }

  private void add(
      Code code,
      Severity severity,
      String file,
      Spot spot,
      String message,
      @Nullable String maybe) {
    errors |= severity == Severity.ERROR;
    if (all.size() < MAX_FINDINGS - 1) {
      all.add(
          new Diagnostic(
              code.word(),
              severity,
              file,
              spot.line(),
              spot.column(),
              spot.endColumn(),
              Objects.requireNonNull(shown(message)),
              shown(maybe)));
    } else if (overflow == null) {
      overflow = file;
    }
  }

  /** Says that there are more; it is as bad as the worst that is not shown could be. */
  private Diagnostic more(String file) {
    return new Diagnostic(
        Code.TOO_MANY_FINDINGS.word(),
        errors ? Severity.ERROR : Severity.WARNING,
        file,
        0,
        0,
        0,
        "There are more than %d findings; the rest is not shown.".formatted(MAX_FINDINGS - 1),
        "Maybe mend the first ones and check again.");
  }

  /** What a message repeats of the author's text must not command the terminal that shows it. */
  private static @Nullable String shown(@Nullable String text) {
    return text == null
        ? null
        : TextGuard.shown(
            text.length() <= MAX_MESSAGE_LENGTH
                ? text
                : text.substring(0, MAX_MESSAGE_LENGTH - 3) + "...");
  }

  /** Where the findings of one file go. */
  static final class Page {
    private final Findings findings;
    private final String file;
    private int count;

    private Page(Findings findings, String file) {
      this.findings = findings;
      this.file = file;
    }

    String file() {
      return file;
    }

    /** Whether there is no error on this page so far. */
    boolean isClean() {
      return count == 0;
    }

    /** How many errors were written on this page so far. */
    int errors() {
      return count;
    }

    void error(Code code, Spot spot, String message, @Nullable String maybe) {
      count++;
      findings.add(code, Severity.ERROR, file, spot, message, maybe);
    }

    void warning(Code code, Spot spot, String message, @Nullable String maybe) {
      findings.add(code, Severity.WARNING, file, spot, message, maybe);
    }
  }
}
