package org.rapport.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Writes JSON in one form only: no white space, fields sorted by name, numbers as they were
 * written, no escapes but those that JSON asks for.
 */
final class CanonicalJson {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);
  private final Deque<String> path = new ArrayDeque<>();
  private final boolean storable;

  private CanonicalJson(boolean storable) {
    this.storable = storable;
  }

  /** The text to hash: characters that cannot be stored are escaped. */
  static String anyText(JsonTree tree) {
    CanonicalJson json = new CanonicalJson(false);
    try {
      json.write(tree);
    } catch (ItemRefusedException e) {
      throw new IllegalStateException(e);
    }
    return json.out.toString();
  }

  /**
   * The text to store.
   *
   * @param pointer where the tree stands in its item, for messages
   */
  static String storableText(JsonTree tree, String pointer) throws ItemRefusedException {
    CanonicalJson json = new CanonicalJson(true);
    json.path.add(pointer);
    json.write(tree);
    return json.out.toString();
  }

  private void write(JsonTree tree) throws ItemRefusedException {
    if (tree instanceof JsonTree.Fields fields) {
      write(fields);
    } else if (tree instanceof JsonTree.Elements elements) {
      write(elements);
    } else if (tree instanceof JsonTree.TextLeaf leaf) {
      write(leaf.text());
    } else if (tree instanceof JsonTree.NumberLeaf leaf) {
      out.append(leaf.literal());
    } else if (tree instanceof JsonTree.FlagLeaf leaf) {
      out.append(leaf.flag());
    } else {
      out.append("null");
    }
  }

  private void write(JsonTree.Fields fields) throws ItemRefusedException {
    char separator = '{';
    for (Map.Entry<String, JsonTree> field : fields.byName().entrySet()) {
      out.append(separator);
      path.addLast(field.getKey());
      write(field.getKey());
      out.append(':');
      write(field.getValue());
      path.removeLast();
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void write(JsonTree.Elements elements) throws ItemRefusedException {
    char separator = '[';
    for (JsonTree element : elements.list()) {
      out.append(separator);
      write(element);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private void write(String text) throws ItemRefusedException {
    if (storable && !Storable.accepts(text)) {
      Storable.require(text, String.join("/", path));
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || (!storable && Character.isSurrogate(c))) {
        escape(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xf));
        }
      }
    }
  }
}
