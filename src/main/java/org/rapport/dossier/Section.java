package org.rapport.dossier;

import java.util.List;

/**
 * A part of a dossier.
 *
 * @param title its heading
 * @param blocks what it says
 */
record Section(String title, List<Block> blocks) {
  Section {
    blocks = List.copyOf(blocks);
  }

  /** A piece of a section. */
  sealed interface Block {}

  /** A sentence or some. */
  record Paragraph(String text) implements Block {}

  /** A smaller heading. */
  record Heading(String text) implements Block {}

  /** Several of a kind. */
  record Bullets(List<String> items) implements Block {
    public Bullets {
      items = List.copyOf(items);
    }
  }

  /** Rows under column heads. */
  record Table(List<String> columns, List<List<String>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * What a rule gives, drawn.
   *
   * @param share how long beside the longest, 0 to 1; negative when it takes away
   */
  record Bar(String label, String amount, double share, String text) {}

  /** Several bars, to one scale. */
  record Bars(List<Bar> bars) implements Block {
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /** Text to be shown as it stands. */
  record Verbatim(String text) implements Block {}
}
