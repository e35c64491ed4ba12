package org.rapport.decision;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.rapport.analysis.RuleCard;
import org.rapport.json.CardsJson;
import org.rapport.model.Explain;
import org.rapport.rules.Rulebase;
import org.rapport.store.RulesOnRecord;

/**
 * What decisions by a rulebase are likely to say, for their records to be packed with: the rules'
 * sentences, then decisions about made-up customers. Always the same for the same rulebase.
 */
final class RecordDictionary {

  private static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");

  private RecordDictionary() {}

  /** What all decisions by a rulebase have in common. */
  static RulesOnRecord rules(Rulebase rulebase) {
    return new RulesOnRecord(rulebase.ref(), CardsJson.bytes(rulebase.cards()), of(rulebase));
  }

  private static byte[] of(Rulebase rulebase) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    for (RuleCard card : rulebase.cards()) {
      texts.writeBytes((card.id() + card.reason()).getBytes(StandardCharsets.UTF_8));
    }
    // What is likeliest comes last, where it is found soonest: few customers did everything.
    add(texts, rulebase, MadeUpDecision.Customer.OCCASIONAL);
    add(texts, rulebase, MadeUpDecision.Customer.UNKNOWN);
    return texts.toByteArray();
  }

  private static void add(
      ByteArrayOutputStream texts, Rulebase rulebase, MadeUpDecision.Customer customer) {
    MadeUpDecision.Bytes bytes = MadeUpDecision.bytes(rulebase, customer, AS_OF, Explain.SUMMARY);
    texts.writeBytes(bytes.answer());
    texts.writeBytes(bytes.body());
  }
}
