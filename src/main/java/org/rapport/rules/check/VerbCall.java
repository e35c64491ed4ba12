package org.rapport.rules.check;

import java.util.List;

/**
 * The consequence: one verb and its qualifiers, {@code points.award( $x ).each( 2 )}.
 *
 * @param global the verbs' name: {@code points}
 * @param calls the verb, then its qualifiers as written; at least one
 */
public record VerbCall(String global, List<Call> calls) {
  public VerbCall {
    calls = List.copyOf(calls);
  }

  /** One word of the chain with its arguments. */
  public record Call(String name, List<Operand> arguments, int line, int column) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
