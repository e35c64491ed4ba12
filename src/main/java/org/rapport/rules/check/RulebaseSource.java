package org.rapport.rules.check;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rulebase as text: nothing in it is trusted yet.
 *
 * @param name the folder's name
 * @param files text by path relative to the folder, with forward slashes
 */
public record RulebaseSource(String name, SortedMap<String, String> files) {
  public RulebaseSource {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
