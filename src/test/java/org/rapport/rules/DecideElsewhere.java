package org.rapport.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rapport.rules.check.CheckedRulebase;

/** A process of its own that loads compiled bytes and decides about a few random customers. */
public final class DecideElsewhere {
  private DecideElsewhere() {}

  /** Reads the bytes from the first file and writes the answers to the second. */
  public static void main(String[] arguments) throws IOException {
    CheckedRulebase checked = Learning.rulebase();
    CompiledRulebase compiled =
        new CompiledRulebase(BuildDigest.ref(checked), Files.readAllBytes(Path.of(arguments[0])));
    Files.writeString(Path.of(arguments[1]), answers(Rulebase.load(checked, compiled)));
  }

  static String answers(Rulebase rulebase) {
    StringBuilder answers = new StringBuilder();
    for (long seed = 0; seed < 20; seed++) {
      answers
          .append(rulebase.decide(new RandomCustomer(seed).inputs(), Deadline.NONE))
          .append('\n');
    }
    return answers.toString();
  }
}
