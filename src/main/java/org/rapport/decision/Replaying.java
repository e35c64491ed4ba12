package org.rapport.decision;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.ChangesSince;
import org.rapport.analysis.Decision;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.Replay;
import org.rapport.json.AnswerJson;
import org.rapport.json.RecordBody;
import org.rapport.model.DecisionInputs;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.store.DecisionLog;

/**
 * Decides again what is on record, from the record alone: id, times and the cause of a fallback
 * that rules are not to blame for are taken from it, everything else comes from the rules.
 */
final class Replaying {

  /** What no rule can bring about again: the clock did. */
  private static final String BY_THE_CLOCK = "deadline";

  private Replaying() {}

  /** The decision decided again by these rules. */
  static Replay replay(Recalling.Read read, Rulebase rulebase) {
    DecisionLog.Stored stored = read.stored();
    DecisionInputs inputs = read.body().inputs();
    Outcome outcome = outcome(read.body(), rulebase);
    Decision decision =
        new Decision(
            stored.header().decisionId(),
            stored.customerId(),
            stored.header().asOf(),
            stored.header().decidedAt(),
            rulebase.ref(),
            outcome);
    byte[] answer =
        AnswerJson.decision(
            decision,
            read.body().explain(),
            NearMisses.of(rulebase, inputs, outcome, read.body().explain()));
    byte[] body = new RecordBody(read.body().explain(), inputs, outcome).bytes();
    boolean same =
        MessageDigest.isEqual(answer, stored.answer())
            && MessageDigest.isEqual(body, stored.body());
    return new Replay(
        stored.header().decisionId(),
        stored.header().rulebase(),
        rulebase.ref(),
        same,
        sha256(stored.answer()),
        sha256(answer),
        same ? null : difference(read, decision));
  }

  /** A record that needs no rules: the clock, or what came before the rules, made it. */
  static boolean needsNoRules(RecordBody body) {
    return body.inputs() == null
        || (body.outcome() instanceof Outcome.Fallback fallback
            && fallback.code().equals(BY_THE_CLOCK));
  }

  /** Such a record written again as it stands. */
  static Replay asRecorded(Recalling.Read read) {
    RulebaseRef ref = read.stored().header().rulebase();
    byte[] answer = AnswerJson.decision(read.decision(), read.body().explain());
    byte[] body = read.body().bytes();
    return new Replay(
        read.stored().header().decisionId(),
        ref,
        ref,
        MessageDigest.isEqual(answer, read.stored().answer())
            && MessageDigest.isEqual(body, read.stored().body()),
        sha256(read.stored().answer()),
        sha256(answer),
        null);
  }

  private static Outcome outcome(RecordBody body, Rulebase rulebase) {
    DecisionInputs inputs = body.inputs();
    return inputs == null || needsNoRules(body)
        ? body.outcome()
        : rulebase.decide(inputs, Deadline.NONE);
  }

  private static @Nullable ChangesSince difference(Recalling.Read read, Decision now) {
    return read.body().outcome() instanceof Outcome.Decided was
            && now.outcome() instanceof Outcome.Decided is
        ? Comparing.byOtherRules(read.decision(), was.analysis(), now, is.analysis())
        : null;
  }

  private static String sha256(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
