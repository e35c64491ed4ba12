package org.rapport.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.rapport.analysis.Dossier;
import org.rapport.dossier.Section.Bar;
import org.rapport.dossier.Section.Bars;
import org.rapport.dossier.Section.Block;
import org.rapport.dossier.Section.Bullets;
import org.rapport.dossier.Section.Heading;
import org.rapport.dossier.Section.Paragraph;
import org.rapport.dossier.Section.Table;
import org.rapport.dossier.Section.Verbatim;

/** A dossier as plain text of 80 columns. */
public final class DossierPlain {
  private static final int WIDTH = 80;
  private static final int BAR = 24;
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final List<String> lines = new ArrayList<>();

  private DossierPlain() {}

  /** The whole, lines ending in a line feed. */
  public static String of(Dossier dossier, Language language) {
    DossierPlain plain = new DossierPlain();
    plain.headed(DossierContent.title(dossier, language), '=');
    plain.wrapped("", DossierContent.asOf(dossier, language));
    for (Section section : DossierContent.of(dossier, language)) {
      plain.lines.add("");
      plain.headed(section.title(), '-');
      section.blocks().forEach(plain::block);
    }
    return String.join("\n", plain.lines) + "\n";
  }

  /** The summary alone, lines ending in a line feed. */
  public static String summary(Dossier dossier, Language language) {
    DossierPlain plain = new DossierPlain();
    DossierContent.summary(dossier, language).forEach(line -> plain.wrapped("", line));
    return String.join("\n", plain.lines) + "\n";
  }

  private void headed(String title, char under) {
    lines.add(title);
    lines.add(String.valueOf(under).repeat(Math.min(WIDTH, title.length())));
  }

  private void block(Block block) {
    if (block instanceof Paragraph paragraph) {
      wrapped("", paragraph.text());
    } else if (block instanceof Heading heading) {
      lines.add("");
      wrapped("", heading.text());
    } else if (block instanceof Bullets bullets) {
      bullets.items().forEach(item -> wrapped("  - ", item));
    } else if (block instanceof Bars bars) {
      bars.bars().forEach(this::bar);
    } else if (block instanceof Table table) {
      table.rows().forEach(row -> wrapped("  - ", String.join(" | ", row)));
    } else if (block instanceof Verbatim verbatim) {
      verbatim.text().lines().forEach(line -> lines.add("    " + line));
      lines.add("");
    }
  }

  private void bar(Bar bar) {
    int length = (int) Math.max(1, Math.round(Math.abs(bar.share()) * BAR));
    lines.add("  %-24s %14s".formatted((bar.share() < 0 ? "-" : "#").repeat(length), bar.amount()));
    wrapped("      ", bar.label() + ". " + bar.text());
  }

  private void wrapped(String label, String text) {
    String indent = " ".repeat(label.length());
    StringBuilder line = new StringBuilder(label);
    for (String word : WHITE_SPACE.splitAsStream(text).toList()) {
      if (line.length() > label.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      if (line.length() > label.length()) {
        line.append(' ');
      }
      line.append(word);
    }
    lines.add(line.toString());
  }
}
