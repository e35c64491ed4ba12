package org.rapport.rules.check;

/** The kinds of finding, a closed list: docs/rule-diagnostics.md explains each. */
enum Code {
  // Files and their text.
  MISSING_FILE,
  UNKNOWN_FILE,
  FILE_TOO_LARGE,
  TOO_MANY_RULES,
  TOO_MANY_FINDINGS,
  ILLEGAL_CHARACTER,
  UNCLOSED_QUOTE,
  UNCLOSED_COMMENT,
  // The form of rule text.
  SYNTAX,
  NOT_ALLOWED,
  MISSING_END,
  TWO_STATEMENTS,
  WRONG_NUMBER,
  WRONG_TEXT,
  NOT_DRL,
  // The head of a rule file.
  WRONG_PACKAGE,
  WRONG_IMPORT,
  MISSING_IMPORT,
  WRONG_GLOBAL,
  MISSING_GLOBAL,
  // A rule's own words.
  WRONG_TITLE,
  DUPLICATE_TITLE,
  MISSING_ANNOTATION,
  UNKNOWN_ANNOTATION,
  DUPLICATE_ANNOTATION,
  WRONG_ID,
  DUPLICATE_ID,
  WRONG_REASON,
  WRONG_OWNER,
  WRONG_DATE,
  // Conditions.
  UNKNOWN_FACT,
  FACT_NOT_HERE,
  UNKNOWN_FIELD,
  FIELD_NOT_HERE,
  MISSING_NAME,
  UNKNOWN_EVENT,
  UNKNOWN_ATTRIBUTE,
  UNKNOWN_ACTION,
  NO_NUMERIC_VALUE,
  UNKNOWN_WORD,
  WRONG_TYPE,
  WRONG_OPERATOR,
  UNBOUND_VARIABLE,
  DUPLICATE_VARIABLE,
  BINDING_IN_NOT,
  TOO_MANY_CONDITIONS,
  NEVER_MATCHES,
  // Consequences.
  UNKNOWN_VERB,
  VERB_NOT_HERE,
  UNKNOWN_QUALIFIER,
  REPEATED_QUALIFIER,
  QUALIFIER_CONFLICT,
  MISSING_QUALIFIER,
  WRONG_ARGUMENT,
  OUT_OF_RANGE,
  MAY_BE_MISSING,
  // The rulebase as a whole.
  OVERLAP,
  SCALE_GAP,
  BAND_FORM,
  BAND_GAP,
  BAND_OVERLAP,
  // catalogue.yaml and tests/*.yaml.
  YAML_SYNTAX,
  YAML_FORM,
  UNKNOWN_KEY,
  MISSING_KEY,
  WRONG_NAME,
  WRONG_VALUE,
  WRONG_DEFAULT,
  TOO_MANY_CASES,
  TOO_MANY_EVENTS,
  UNKNOWN_RULE,
  NOT_BEFORE_AS_OF;

  private final String word = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');

  /** The stable word of a diagnostic: {@code unknown-field}. */
  String word() {
    return word;
  }
}
