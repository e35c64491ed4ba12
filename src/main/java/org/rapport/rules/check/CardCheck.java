package org.rapport.rules.check;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RuleCard;
import org.rapport.rules.check.RuleFileSyntax.Annotation;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Word;

/** Checks what a rule says of itself: its title and its annotations. */
final class CardCheck {
  private static final int MAX_TITLE_LENGTH = 120;
  private static final int MAX_ID_LENGTH = 100;
  private static final int MAX_REASON_LENGTH = 500;
  private static final int MAX_OWNER_LENGTH = 100;
  private static final List<String> ANNOTATIONS = List.of("id", "reason", "owner", "since");
  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(\\$[A-Za-z0-9_$]+)\\}|\\{[^{} ]*\\}?|\\}");

  private final Stage stage;
  private final Uniques uniques;
  private final Findings.Page page;

  CardCheck(Stage stage, Uniques uniques, Findings.Page page) {
    this.stage = stage;
    this.uniques = uniques;
    this.page = page;
  }

  /** The rule's annotations by name; unknown and repeated ones are told and left out. */
  Map<String, Word> annotations(Rule rule) {
    Map<String, Word> byName = new LinkedHashMap<>();
    for (Annotation annotation : rule.annotations()) {
      String name = annotation.name().text();
      if (!ANNOTATIONS.contains(name)) {
        page.error(
            Code.UNKNOWN_ANNOTATION,
            annotation.name().spot(),
            "There is no annotation @%s.".formatted(name),
            Words.maybe(name, ANNOTATIONS));
      } else if (byName.putIfAbsent(name, annotation.value()) != null) {
        page.error(
            Code.DUPLICATE_ANNOTATION,
            annotation.name().spot(),
            "@%s is there twice.".formatted(name),
            "Maybe delete one of them.");
      }
    }
    return byName;
  }

  /** The rule's card; findings tell what is wrong with it. */
  RuleCard card(Rule rule, Map<String, Word> annotations, Variables variables) {
    title(rule.title());
    Word id = required(rule, annotations, "id", "@id( \"%s.few-words\" )");
    if (id != null) {
      id(id);
    }
    Word reason = required(rule, annotations, "reason", "@reason( \"Why, in one sentence.\" )");
    if (reason != null) {
      reason(reason, variables);
    }
    Word owner = annotations.get("owner");
    if (owner != null && (owner.text().isBlank() || owner.text().length() > MAX_OWNER_LENGTH)) {
      page.error(
          Code.WRONG_OWNER,
          owner.spot(),
          "@owner names who answers for the rule, in 1 to %d characters."
              .formatted(MAX_OWNER_LENGTH),
          null);
    }
    Word since = annotations.get("since");
    if (since != null) {
      since(since);
    }
    return new RuleCard(
        id == null ? "" : id.text(),
        rule.title().text(),
        reason == null ? "" : reason.text(),
        owner == null ? null : owner.text(),
        page.file(),
        rule.spot().line());
  }

  private void title(Word title) {
    String text = title.text();
    if (text.isBlank() || text.length() > MAX_TITLE_LENGTH) {
      page.error(
          Code.WRONG_TITLE,
          title.spot(),
          "A title is a plain claim of 1 to %d characters.".formatted(MAX_TITLE_LENGTH),
          text.isBlank()
              ? "Maybe say in a few words what the rule finds."
              : "Maybe say some of it in a comment: this one has %d.".formatted(text.length()));
    } else if (text.chars().anyMatch(Character::isDigit)) {
      page.error(
          Code.WRONG_TITLE,
          title.spot(),
          "The title \"%s\" has a number in it.".formatted(text),
          "Maybe leave the number to the rule and its reason: titles stay when numbers change.");
    }
    uniques.title(title, page);
  }

  private static String inside(String braces) {
    return braces.replaceAll("[{}]", "");
  }

  private @Nullable Word required(
      Rule rule, Map<String, Word> annotations, String name, String example) {
    Word value = annotations.get(name);
    boolean misspelt =
        rule.annotations().stream()
            .map(annotation -> annotation.name().text())
            .anyMatch(
                other ->
                    !ANNOTATIONS.contains(other) && name.equals(Words.closest(other, ANNOTATIONS)));
    if (value == null && rule.whole() && !misspelt) {
      page.error(
          Code.MISSING_ANNOTATION,
          rule.title().spot(),
          "The rule \"%s\" has no @%s.".formatted(rule.title().text(), name),
          "Maybe add: " + example.formatted(stage.idPrefixes().get(0)));
    }
    return value;
  }

  private void id(Word id) {
    int dot = id.text().indexOf('.');
    boolean prefixed = dot > 0 && stage.idPrefixes().contains(id.text().substring(0, dot));
    boolean kebab = dot > 0 && KEBAB.matcher(id.text().substring(dot + 1)).matches();
    if (!prefixed || !kebab || id.text().length() > MAX_ID_LENGTH) {
      page.error(
          Code.WRONG_ID,
          id.spot(),
          "The id \"%s\" is not %s and small words with hyphens, %d characters at most."
              .formatted(
                  id.text(),
                  "\"" + String.join(".\" or \"", stage.idPrefixes()) + ".\"",
                  MAX_ID_LENGTH),
          "Maybe write: %s.few-words".formatted(stage.idPrefixes().get(0)));
    }
    uniques.id(id, page);
  }

  private void reason(Word reason, Variables variables) {
    if (reason.text().isBlank() || reason.text().length() > MAX_REASON_LENGTH) {
      page.error(
          Code.WRONG_REASON,
          reason.spot(),
          "A reason is a sentence of 1 to %d characters.".formatted(MAX_REASON_LENGTH),
          null);
    }
    Matcher matcher = PLACEHOLDER.matcher(reason.text());
    while (matcher.find()) {
      String variable = matcher.group(1);
      if (variable == null) {
        page.error(
            Code.WRONG_REASON,
            reason.spot(),
            "\"%s\" is not of the form {$name}.".formatted(matcher.group()),
            variables.names().contains("$" + inside(matcher.group()))
                ? "Maybe write {$%s}.".formatted(inside(matcher.group()))
                : "Maybe write the variable with its dollar sign between the braces.");
      } else if (variables.find(variable, reason.spot(), "in this rule's conditions")
          instanceof Variables.WholeFact) {
        page.error(
            Code.WRONG_REASON,
            reason.spot(),
            "%s stands for a whole fact and cannot be put into a sentence.".formatted(variable),
            "Maybe bind the field that is meant: $n : last30Days.");
      }
    }
  }

  private void since(Word since) {
    try {
      LocalDate.parse(since.text());
    } catch (DateTimeParseException wrong) {
      page.error(
          Code.WRONG_DATE,
          since.spot(),
          "\"%s\" is not a date.".formatted(since.text()),
          "Maybe write it like 2026-01-31.");
    }
  }
}
