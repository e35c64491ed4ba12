package org.rapport.json;

import java.util.List;
import org.rapport.analysis.RuleCard;

/** The cards of all rules of a rulebase as they go on record, once for all decisions by them. */
public final class CardsJson {

  private CardsJson() {}

  /** The bytes that go on record: the same cards give the same bytes. */
  public static byte[] bytes(List<RuleCard> cards) {
    return JsonOut.objectBytes(out -> out.objects("cards", cards, AnalysisJson::card));
  }

  /**
   * Reads bytes that {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException when they are not such bytes
   */
  public static List<RuleCard> read(byte[] bytes) {
    return JsonIn.object(bytes).objects("cards", CardsJson::card);
  }

  static RuleCard card(JsonIn in) {
    return new RuleCard(
        in.text("id"),
        in.text("title"),
        in.text("reason"),
        in.textOrNull("owner"),
        in.text("file"),
        in.number("line"));
  }
}
