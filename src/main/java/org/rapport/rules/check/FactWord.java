package org.rapport.rules.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact that rules may test.
 *
 * @param name the word: {@code Activity}
 * @param turns when it is known
 * @param nameField the field that must be tested first, by {@code ==} with a word of the catalogue
 * @param several whether a customer can have more than one of it besides those told apart by name
 * @param fields by name, in the order of docs/rule-language.md
 */
record FactWord(
    String name,
    Set<Turn> turns,
    @Nullable String nameField,
    boolean several,
    Map<String, FieldWord> fields) {
  FactWord {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * A field of a fact.
   *
   * @param turns when it is known
   * @param words the only texts it holds, when there is a list of them
   * @param atLeast the least whole number it holds, when there is one
   * @param atMost the greatest
   */
  record FieldWord(
      String name,
      FieldType type,
      Set<Turn> turns,
      List<String> words,
      @Nullable Integer atLeast,
      @Nullable Integer atMost) {}
}
