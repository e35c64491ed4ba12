package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rapport.rules.check.FormatPieces.Kind;
import org.rapport.rules.check.FormatPieces.Piece;

/**
 * Prints a rule file in its canonical form, comments kept: the same words, one spacing, imports
 * sorted, annotations in one order. It changes nothing of what the file means, so its version stays
 * what it was; formatting twice is formatting once.
 */
public final class RuleFormat {
  private static final String INDENTATION = "    ";

  private RuleFormat() {}

  /** Whether a rulebase's file of this name is a rule file, which has such a form. */
  public static boolean isRuleFile(String file) {
    for (Stage stage : Stage.values()) {
      if (stage.fileName().equals(file)) {
        return true;
      }
    }
    return false;
  }

  /** The text in canonical form; empty when it is not of the form of a rule file at all. */
  public static Optional<String> of(String text) {
    Findings.Page page = new Findings().in("");
    if (!TextGuard.accepts(text, page)) {
      return Optional.empty();
    }
    RuleFileSyntax file = RuleFileParser.parse(text, page);
    if (!page.isClean() || file.packageName() == null) {
      return Optional.empty();
    }
    FormatPieces pieces = FormatPieces.of(text, file);
    List<Piece> sorted = new ArrayList<>();
    List<Piece> run = new ArrayList<>();
    for (Piece piece : pieces.pieces()) {
      if (!run.isEmpty() && run.get(0).kind() != piece.kind()) {
        flush(run, sorted);
      }
      run.add(piece);
    }
    flush(run, sorted);
    return Optional.of(print(sorted, pieces));
  }

  /** Imports and annotations have an order of their own; all else stays in the author's. */
  private static void flush(List<Piece> run, List<Piece> sorted) {
    if (!run.isEmpty() && run.get(0).kind() == Kind.IMPORT) {
      run.sort(Comparator.comparing(Piece::text));
    }
    if (!run.isEmpty() && run.get(0).kind() == Kind.ANNOTATION) {
      run.sort(Comparator.comparing(RuleFormat::annotation));
    }
    sorted.addAll(run);
    run.clear();
  }

  private static int annotation(Piece piece) {
    for (int i = 0; i < CanonicalRules.ANNOTATIONS.size(); i++) {
      if (piece.text().startsWith("@" + CanonicalRules.ANNOTATIONS.get(i) + "(")) {
        return i;
      }
    }
    return CanonicalRules.ANNOTATIONS.size();
  }

  private static String print(List<Piece> pieces, FormatPieces all) {
    StringBuilder text = new StringBuilder();
    Kind before = null;
    for (Piece piece : pieces) {
      if (before == Kind.PACKAGE || piece.kind() == Kind.RULE) {
        text.append(text.isEmpty() ? "" : "\n");
      }
      before = piece.kind();
      String indentation = piece.kind().indented() ? INDENTATION : "";
      for (FormatPieces.Lead lead : piece.leads()) {
        text.append(indentation).append(lead.text()).append('\n');
        text.append(lead.blankAfter() && !piece.kind().withinRule() ? "\n" : "");
      }
      text.append(indentation).append(piece.text());
      text.append(piece.trail().isEmpty() ? "" : " " + piece.trail()).append('\n');
    }
    List<FormatPieces.Lead> last = all.last();
    text.append(last.isEmpty() ? "" : "\n");
    for (int i = 0; i < last.size(); i++) {
      text.append(last.get(i).text()).append('\n');
      text.append(last.get(i).blankAfter() && i < last.size() - 1 ? "\n" : "");
    }
    return text.toString();
  }
}
