package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Value;

/** Reads objects whose members are named by the caller and hold scalars. */
final class Scalars {
  private Scalars() {}

  /** Hands every sound member over; what is wrong is noted. */
  static void read(
      ObjectNode object, String pointer, Findings findings, BiConsumer<String, Value> each) {
    object
        .properties()
        .forEach(
            member -> {
              String at = Findings.pointer(pointer, member.getKey());
              String name = Checks.text(member.getKey(), at, HttpLimits.WORD_LENGTH, findings);
              Value value = Checks.scalar(member.getValue(), at, findings);
              if (name != null && value != null) {
                each.accept(name, value);
              }
            });
  }

  /**
   * Hands the scalars below {@code properties} over by dotted path, as events do. Lists and nulls
   * are nothing that a rule could test and are passed by.
   *
   * @return false when there are too many
   */
  static boolean flatten(
      ObjectNode object, String pointer, Findings findings, BiConsumer<String, Value> each) {
    return new Flattening(findings, each).go(object, "", pointer);
  }

  private static final class Flattening {
    private final Findings findings;
    private final BiConsumer<String, Value> each;
    private int left = HttpLimits.EVENT_PROPERTIES;

    Flattening(Findings findings, BiConsumer<String, Value> each) {
      this.findings = findings;
      this.each = each;
    }

    boolean go(ObjectNode object, String path, String pointer) {
      for (var member : object.properties()) {
        String at = Findings.pointer(pointer, member.getKey());
        String name = Checks.text(member.getKey(), at, HttpLimits.WORD_LENGTH, findings);
        if (name != null && !member(path + name, at, member.getValue())) {
          return false;
        }
      }
      return true;
    }

    private boolean member(String path, String at, @Nullable JsonNode value) {
      if (value instanceof ObjectNode inner) {
        return go(inner, path + ".", at);
      }
      if (value == null || value.isNull() || value.isArray()) {
        return true;
      }
      if (left-- == 0) {
        return false;
      }
      Value scalar = Checks.scalar(value, at, findings);
      if (scalar != null) {
        each.accept(path, scalar);
      }
      return true;
    }
  }
}
