package org.rapport.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleCard;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Explain;

/**
 * The body of a decision on record: with the row's header and the rules' cards it is enough to
 * write the answer again, and with the rules to decide again. Rules that did not match are not in
 * it: the cards tell them.
 *
 * @param explain how deep the answer's explanation went
 * @param inputs what was decided on, or null when the time was over before it was known
 * @param outcome what it came to, whole
 */
public record RecordBody(Explain explain, @Nullable DecisionInputs inputs, Outcome outcome) {

  /** The form written now. */
  private static final int FORMAT = 2;

  /** The form before: every rule was in it with its card, and every day was an object. */
  private static final int FORMAT_WITH_CARDS = 1;

  /** The bytes that go on record: the same body gives the same bytes. */
  public byte[] bytes() {
    return JsonOut.objectBytes(
        out -> {
          out.number("format", FORMAT).text("explain", Words.of(explain));
          if (inputs == null) {
            out.nothing("inputs");
          } else {
            out.object("inputs", fields -> InputsJson.fields(fields, inputs));
          }
          if (outcome instanceof Outcome.Decided decided) {
            out.object("analysis", fields -> AnalysisJson.fields(fields, decided.analysis()));
          } else if (outcome instanceof Outcome.Fallback fallback) {
            out.object("fallback", fields -> fallback(fields, fallback));
          }
        });
  }

  private static void fallback(JsonOut out, Outcome.Fallback fallback) {
    out.text("code", fallback.code())
        .text("reason", fallback.reason())
        .text("defaultAction", fallback.defaultAction())
        .text("payloadJson", fallback.payloadJson());
  }

  /**
   * Reads bytes that {@link #bytes()} wrote, or an earlier version.
   *
   * @param cards the cards of the rules that decided, as {@link CardsJson} wrote them
   * @throws IllegalArgumentException when they are not such bytes
   */
  public static RecordBody read(byte[] bytes, byte[] cards) {
    JsonIn in = JsonIn.object(bytes);
    int format = in.number("format");
    if (format != FORMAT && format != FORMAT_WITH_CARDS) {
      throw new IllegalArgumentException(
          "The record's body has the format %d, and this version reads %d.%nMaybe it was written by a later version."
              .formatted(format, FORMAT));
    }
    return new RecordBody(
        Words.explain(in.text("explain")),
        in.has("inputs") ? InputsReader.inputs(in.object("inputs"), format == FORMAT) : null,
        outcome(in, format == FORMAT ? CardsJson.read(cards) : null));
  }

  private static Outcome outcome(JsonIn in, @Nullable List<RuleCard> cards) {
    if (in.has("analysis")) {
      return new Outcome.Decided(AnalysisReader.analysis(in.object("analysis"), cards));
    }
    JsonIn fallback = in.object("fallback");
    return new Outcome.Fallback(
        fallback.text("code"),
        fallback.text("reason"),
        fallback.text("defaultAction"),
        fallback.text("payloadJson"));
  }
}
