package org.rapport.rules.cases;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Test cases at the numbers of rules: just below, at, and just above each.
 *
 * @param cases as they stand in {@code tests/*.yaml}, in the order of the rules
 * @param notProposed the numbers for which no such customer was found, in words
 */
public record ProposedCases(List<Case> cases, List<String> notProposed) {
  /** The most cases that one file may have. */
  public static final int MAX_CASES_IN_FILE = 200;

  public ProposedCases {
    cases = List.copyOf(cases);
    notProposed = List.copyOf(notProposed);
  }

  /**
   * One case.
   *
   * @param rule the id of the rule whose number it is about
   * @param yaml the case as a list item; it holds with the rules it was made by
   */
  public record Case(String rule, String yaml) {}

  /** The cases as one file of {@code tests}. */
  public String file() {
    return cases.stream().map(Case::yaml).collect(Collectors.joining("\n"));
  }
}
