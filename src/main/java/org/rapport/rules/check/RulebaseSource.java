package org.rapport.rules.check;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rulebase as text: nothing in it is trusted yet.
 *
 * @param name the folder's name
 * @param files text by path relative to the folder, with forward slashes; the byte order mark that
 *     some editors put before a text is left out
 */
public record RulebaseSource(String name, SortedMap<String, String> files) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public RulebaseSource {
    SortedMap<String, String> texts = new TreeMap<>(files);
    texts.replaceAll((file, text) -> text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    files = Collections.unmodifiableSortedMap(texts);
  }
}
