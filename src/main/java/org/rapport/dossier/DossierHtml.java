package org.rapport.dossier;

import java.util.Locale;
import org.rapport.analysis.Dossier;
import org.rapport.dossier.Section.Bar;
import org.rapport.dossier.Section.Bars;
import org.rapport.dossier.Section.Block;
import org.rapport.dossier.Section.Bullets;
import org.rapport.dossier.Section.Heading;
import org.rapport.dossier.Section.Paragraph;
import org.rapport.dossier.Section.Table;
import org.rapport.dossier.Section.Verbatim;

/** A dossier as a page that needs no network and prints well. */
public final class DossierHtml {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2433; --soft: #5b6577; --paper: #ffffff; --line: #d9dee7; --bar: #2f6fb2; --less: #b4493f; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6eaf2; --soft: #9aa5b8; --paper: #141a24; --line: #313b4d; --bar: #6aa8e8; --less: #e08a80; }
      }
      * { box-sizing: border-box; }
      body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 0.25rem; }
      h2 { font-size: 1.15rem; margin: 2.25rem 0 0.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
      h3 { font-size: 1rem; margin: 1.1rem 0 0.25rem; }
      p { margin: 0.3rem 0; } .soft { color: var(--soft); }
      ul { margin: 0.3rem 0; padding-left: 1.25rem; } li { margin: 0.2rem 0; }
      .bar { margin: 0.7rem 0; } .bar b { font-weight: 600; }
      .bar .line { display: flex; justify-content: space-between; gap: 1rem; }
      .bar .amount { font-variant-numeric: tabular-nums; white-space: nowrap; }
      .bar .track { height: 0.5rem; background: var(--line); border-radius: 2px; margin: 0.2rem 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .bar .fill { height: 100%; background: var(--bar); border-radius: 2px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .bar .less { background: var(--less); }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; }
      th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
      th { color: var(--soft); font-weight: 600; }
      pre { margin: 0.5rem 0; padding: 0.6rem 0.8rem; border: 1px solid var(--line); border-radius: 4px; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
      @page { size: A4; margin: 18mm 16mm; }
      @media print {
        :root { --ink: #000000; --soft: #444444; --paper: #ffffff; --line: #bbbbbb; --bar: #2f6fb2; --less: #b4493f; }
        body { max-width: none; padding: 0; font-size: 10.5pt; }
        h2, h3 { break-after: avoid; } .bar, li, pre { break-inside: avoid; } pre { font-size: 8.5pt; }
      }
      """;

  private final StringBuilder html = new StringBuilder();

  private DossierHtml() {}

  /** The page. */
  public static String of(Dossier dossier, Language language) {
    DossierHtml page = new DossierHtml();
    String title = DossierContent.title(dossier, language);
    page.html
        .append("<!doctype html>\n<html lang=\"")
        .append(language.tag())
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n");
    page.element("h1", title);
    page.html
        .append("<p class=\"soft\">")
        .append(escaped(DossierContent.asOf(dossier, language)))
        .append("</p>\n");
    for (Section section : DossierContent.of(dossier, language)) {
      page.html.append("<section>\n");
      page.element("h2", section.title());
      section.blocks().forEach(page::block);
      page.html.append("</section>\n");
    }
    return page.html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private void element(String tag, String text) {
    html.append('<').append(tag).append('>').append(escaped(text));
    html.append("</").append(tag).append(">\n");
  }

  private void block(Block block) {
    if (block instanceof Paragraph paragraph) {
      element("p", paragraph.text());
    } else if (block instanceof Heading heading) {
      element("h3", heading.text());
    } else if (block instanceof Bullets bullets) {
      html.append("<ul>\n");
      bullets.items().forEach(item -> element("li", item));
      html.append("</ul>\n");
    } else if (block instanceof Bars bars) {
      bars.bars().forEach(this::bar);
    } else if (block instanceof Table table) {
      table(table);
    } else if (block instanceof Verbatim verbatim) {
      element("pre", verbatim.text());
    }
  }

  private void bar(Bar bar) {
    html.append("<div class=\"bar\"><div class=\"line\"><b>")
        .append(escaped(bar.label()))
        .append("</b><span class=\"amount\">")
        .append(escaped(bar.amount()))
        .append("</span></div><div class=\"track\"><div class=\"fill")
        .append(bar.share() < 0 ? " less" : "")
        .append("\" style=\"width:")
        .append(String.format(Locale.ROOT, "%.1f", Math.max(0.5, 100 * Math.abs(bar.share()))))
        .append("%\"></div></div><div class=\"soft\">")
        .append(escaped(bar.text()))
        .append("</div></div>\n");
  }

  private void table(Table table) {
    html.append("<div class=\"scroll\"><table>\n<tr>");
    table.columns().forEach(column -> html.append("<th>").append(escaped(column)).append("</th>"));
    html.append("</tr>\n");
    for (var row : table.rows()) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    html.append("</table></div>\n");
  }
}
