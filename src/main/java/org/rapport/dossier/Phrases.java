package org.rapport.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Change;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.ConditionCheck;
import org.rapport.analysis.ConditionCheck.Shortfall;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Glossary;
import org.rapport.analysis.Goal;
import org.rapport.analysis.WhyNot;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.Value;

/** Why-nots and counterfactuals in plain words. */
public final class Phrases {
  private final Texts texts;
  private final Glossary glossary;

  /** The phrases of a language, with what the words of a rulebase mean. */
  public Phrases(Language language, Glossary glossary) {
    this.texts = Texts.of(language);
    this.glossary = glossary;
  }

  /** A segment's name, as it begins a sentence. */
  public String segment(Segment segment) {
    return texts.get("segment." + segment.word());
  }

  /** A level. */
  public String level(Level level) {
    return texts.get("level." + level.word());
  }

  /** A rule that one condition kept from holding, and which. */
  public String nearMiss(WhyNot whyNot) {
    return texts.get(
        "nearMiss",
        whyNot.card().title(),
        whyNot.firstFailure().map(this::missing).orElse("").strip());
  }

  /** What was seen and what was needed. */
  public String missing(ConditionCheck condition) {
    Shortfall shortfall = condition.shortfall();
    if (condition.negated()) {
      return texts.get("missing.negated", about(condition));
    }
    if (shortfall == null) {
      return texts.get("missing.none", about(condition));
    }
    if (shortfall.field().equals("segment")) {
      return texts.get("missing.notIn", about(condition));
    }
    return texts.get(
        "missing",
        field(condition, shortfall.field()),
        word(shortfall.field(), shortfall.seen()),
        needed(shortfall));
  }

  /** What a condition is about, as a whole. */
  private String about(ConditionCheck condition) {
    String name = condition.name();
    if (name == null) {
      return condition.fact();
    }
    return switch (condition.fact()) {
      case "Segment", "WasIn" -> texts.get("segment." + name);
      case "Attribute" -> quoted(glossary.attribute(name));
      case "Contact" -> quoted(glossary.action(name));
      default -> quoted(name);
    };
  }

  /** “Signed In” */
  private String quoted(String text) {
    return texts.get("field.Attribute.text", text);
  }

  private String field(ConditionCheck condition, String field) {
    String key = "field." + condition.fact() + "." + field;
    String name = condition.name() == null ? "" : condition.name();
    return switch (condition.fact()) {
      case "Activity" -> texts.get(key, name, unit(name));
      case "Attribute" -> texts.get(key, glossary.attribute(name));
      case "Segment", "WasIn" -> texts.get(key, name.isEmpty() ? "" : texts.get("segment." + name));
      default -> texts.get(key);
    };
  }

  private String unit(String event) {
    String unit = glossary.unit(event);
    return unit == null ? texts.get("value") : capital(unit);
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private String needed(Shortfall shortfall) {
    String value = word(shortfall.field(), shortfall.needed());
    return switch (shortfall.operator()) {
      case "==" -> texts.get("needed.equal", value);
      case "!=" -> texts.get("needed.notEqual", value);
      case "<" -> texts.get("needed.less", value);
      case "<=" -> texts.get("needed.atMost", value);
      case ">" -> texts.get("needed.more", value);
      case ">=" -> texts.get("needed.atLeast", value);
      default -> value;
    };
  }

  /** A value as it stands in a rule, in words. */
  private String word(String field, String value) {
    boolean text = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    String bare = text ? value.substring(1, value.length() - 1) : value;
    String key =
        switch (field) {
          case "phase" -> "phaseWord.";
          case "level" -> "level.";
          case "evidence" -> "evidenceWord.";
          default -> "flag.";
        };
    if (texts.has(key + bare)) {
      return texts.get(key + bare);
    }
    if (!text && bare.equals("unknown")) {
      return texts.get("unknown");
    }
    return text ? bare : bare.replace(".", texts.get("decimal"));
  }

  /** A value. */
  String value(@Nullable Value value) {
    if (value instanceof Value.Numeric number) {
      return texts.decimal(number.millionths());
    }
    if (value instanceof Value.Text text) {
      return text.text();
    }
    return value instanceof Value.Flag flag
        ? texts.get("flag." + flag.flag())
        : texts.get("unknown");
  }

  /** What would have come of it, or that nothing would. */
  public String outcome(Counterfactual counterfactual, DecisionAnalysis was) {
    boolean found = counterfactual instanceof Counterfactual.Found;
    DecisionAnalysis then = found ? ((Counterfactual.Found) counterfactual).then() : was;
    Goal goal = counterfactual.goal();
    if (goal instanceof Goal.OtherLevel other) {
      return segment(other.segment(), was, then, found);
    }
    if (goal instanceof Goal.ThisLevel level) {
      return segment(level.segment(), was, then, found);
    }
    String before = glossary.action(was.actions().get(0).action());
    return found
        ? texts.get("change.action", glossary.action(then.actions().get(0).action()), before)
        : texts.get("change.none.action", before);
  }

  private String segment(
      Segment segment, DecisionAnalysis was, DecisionAnalysis then, boolean found) {
    Level before = levelIn(was, segment);
    Level after = levelIn(then, segment);
    if (!found) {
      return texts.get(
          "change.none.segment",
          segment(segment),
          before == null ? texts.get("flag.false") : level(before));
    }
    if (after == null) {
      return texts.get(
          "change.segment.gone", segment(segment), before == null ? "" : level(before));
    }
    return before == null
        ? texts.get("change.segment.new", segment(segment), level(after))
        : texts.get("change.segment", segment(segment), level(after), level(before));
  }

  private static @Nullable Level levelIn(DecisionAnalysis analysis, Segment segment) {
    for (Conclusion.InSegment in : analysis.segments()) {
      if (in.segment().segment() == segment) {
        return in.segment().level();
      }
    }
    return null;
  }

  /** The changes, each as the rest of a sentence that ends in “if”. */
  public List<String> changes(Counterfactual.Found found) {
    List<String> changes = new ArrayList<>();
    for (Change change : found.changes()) {
      changes.add(
          change instanceof Change.MoreEvents more
              ? events(more)
              : attribute((Change.OtherValue) change));
    }
    return changes;
  }

  private String events(Change.MoreEvents more) {
    String last = texts.day(more.lastDay());
    String text =
        more.days() == 1
            ? texts.count("change.event", more.times(), more.event(), last)
            : texts.get("change.event.days.other", more.times(), more.event(), more.days(), last);
    Long value = more.valueMillionths();
    String unit = glossary.unit(more.event());
    return value == null || unit == null
        ? text
        : texts.get(
            more.times() == 1 ? "change.event.each.one" : "change.event.each.other",
            text,
            texts.decimal(value),
            unit);
  }

  private String attribute(Change.OtherValue other) {
    String name = glossary.attribute(other.attribute());
    return other.before() == null
        ? texts.get("change.attribute.new", name, value(other.value()))
        : texts.get("change.attribute", name, value(other.value()), value(other.before()));
  }
}
