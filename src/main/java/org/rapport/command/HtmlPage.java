package org.rapport.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.rapport.model.Printable;

/**
 * A page of HTML that stands by itself: nothing is fetched, and only the two scripts that come with
 * Rapport run in it, by their digests, so that no text of others can. Light or dark as the reader's
 * system is.
 */
final class HtmlPage {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private final StringBuilder body = new StringBuilder();
  private final String title;
  private boolean plotted;
  private boolean inParts;

  /** A page of this title, with nothing on it. */
  HtmlPage(String title) {
    this.title = title;
  }

  /** A cell of a table. */
  record Cell(String html, String kind) {
    /** Text as it stands. */
    static Cell of(Object text) {
      return new Cell(escaped(String.valueOf(text)), "");
    }

    /** A count. */
    static Cell of(long count) {
      return of(Told.count(count));
    }

    /** A sentence, which may take several lines. */
    static Cell sentence(String text) {
      return new Cell(escaped(text), " class=\"text\"");
    }

    /** A share in percent, likewise. */
    static Cell heat(String percent, double share) {
      return new Cell(
          escaped(percent),
          " class=\"heat\" style=\"--share:%.3f\"".formatted(share).replace(',', '.'));
    }

    /** A count, the darker the greater its share from 0 to 1. */
    static Cell heat(long count, double share) {
      return new Cell(
          count == 0 ? "" : Told.count(count),
          count == 0
              ? ""
              : " class=\"heat\" style=\"--share:%.3f\"".formatted(share).replace(',', '.'));
    }

    /** A bar as long as a share from 0 to 1. */
    static Cell bar(double share) {
      return new Cell(
          "<span class=\"bar\" style=\"width:%.1f%%\"></span>"
              .formatted(100 * share)
              .replace(',', '.'),
          " class=\"bars\" aria-hidden=\"true\"");
    }

    /** Something drawn. */
    static Cell drawn(String svg) {
      return new Cell(svg, " class=\"bars\"");
    }
  }

  /** Text as it stands between tags or in quotes; control characters are shown as such. */
  static String escaped(String text) {
    return Printable.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Names of others, which may be written from right to left, as one piece. */
  static Cell name(String text) {
    return new Cell("<bdi>" + escaped(text) + "</bdi>", "");
  }

  /** A heading beneath that of the part, or of the page where it has no parts. */
  HtmlPage heading(String text) {
    int level = inParts ? 3 : 2;
    body.append("<h%d>%s</h%d>\n".formatted(level, escaped(text), level));
    return this;
  }

  /** Begins a group of tables that stand beside each other where there is room. */
  HtmlPage beside() {
    body.append("<div class=\"beside-each-other\">\n");
    return this;
  }

  /** Ends such a group. */
  HtmlPage besideNoMore() {
    body.append("</div>\n");
    return this;
  }

  /** A heading that the page's contents lead to. */
  HtmlPage part(String id, String text) {
    inParts = true;
    body.append("<h2 id=\"%s\">%s</h2>\n".formatted(id, escaped(text)));
    return this;
  }

  HtmlPage paragraph(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** What must not be overlooked. */
  HtmlPage note(String text) {
    body.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** Markup that was made here, of escaped texts. */
  HtmlPage raw(String html) {
    body.append(html);
    return this;
  }

  /** A table; the first cell of each row names it. */
  HtmlPage table(String caption, List<String> columns, List<List<Cell>> rows) {
    String label = escaped(caption);
    body.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(label)
        .append("\"><table>\n<caption>")
        .append(label)
        .append("</caption>\n<thead><tr>");
    columns.forEach(
        column -> body.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
    body.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      body.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        body.append(i == 0 ? "<th scope=\"row\">" : "<td" + cell.kind() + ">")
            .append(cell.html())
            .append(i == 0 ? "</th>" : "</td>");
      }
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /**
   * A plot drawn where the page is read.
   *
   * @param label what it shows, for those who cannot see it
   * @param caption what must be known to read it; empty for nothing
   * @param json its data
   */
  HtmlPage plot(String label, String caption, String json) {
    plotted = true;
    body.append(
            "<figure class=\"scores\"><div class=\"plot\" role=\"img\" aria-label=\"%s\">%s</div>"
                .formatted(
                    escaped(label), "The plot needs scripts; the table below has its numbers."))
        .append("<script type=\"application/json\">")
        .append(json.replace("<", "\\u003c"))
        .append("</script>")
        .append(caption.isEmpty() ? "" : "<figcaption>" + escaped(caption) + "</figcaption>")
        .append("</figure>\n");
    return this;
  }

  /** The whole page. */
  String html() {
    String uplot = plotted ? resource(UPLOT + "uPlot.iife.min.js") : "";
    String plots = plotted ? resource("/report/plots.js") : "";
    String scripts =
        plotted ? "; script-src '%s' '%s'".formatted(digest(uplot), digest(plots)) : "";
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n");
    page.append("<meta charset=\"utf-8\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'")
        .append(scripts)
        .append("\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<title>").append(escaped(title)).append("</title>\n<style>\n");
    page.append(plotted ? resource(UPLOT + "uPlot.min.css") + "\n" : "");
    page.append(resource("/report/page.css")).append("</style>\n</head>\n<body>\n<main>\n");
    page.append("<h1>").append(escaped(title)).append("</h1>\n").append(body);
    page.append("</main>\n");
    if (plotted) {
      page.append("<script>").append(uplot).append("</script>\n<script>");
      page.append(plots).append("</script>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String resource(String path) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("This build lacks " + path + ".");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String script) {
    try {
      byte[] sha256 =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(sha256);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
