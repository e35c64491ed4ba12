package org.rapport.rules.check;

import java.util.List;

/** A piece of a YAML file and where it stands. */
sealed interface YamlNode {
  Spot spot();

  /** Keys with their values, in the order written; a key may be there twice. */
  record Mapping(List<Entry> entries, Spot spot) implements YamlNode {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** A key and its value. */
  record Entry(String key, Spot keySpot, YamlNode value) {}

  /** Values one after the other. */
  record Sequence(List<YamlNode> items, Spot spot) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A single value as it stands in the file, quotes dropped. */
  record Scalar(Kind kind, String text, Spot spot) implements YamlNode {
    /** What a single value is. */
    enum Kind {
      TEXT,
      NUMBER,
      FLAG,
      NOTHING
    }
  }
}
