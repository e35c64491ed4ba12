package org.rapport.rules;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rapport.model.Millionths;
import org.rapport.rules.FactField.Kind;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.VerbCall;
import org.rapport.rules.verb.Verbs;

/** Writes consequences as canonical DRL: which rule speaks, what it bound, then its verb. */
final class VerbText {
  private final RuleShape shape;

  VerbText(RuleShape shape) {
    this.shape = shape;
  }

  /** The one statement of the rule. */
  String statement() {
    VerbCall verb = shape.rule().verb();
    String bound =
        Stream.concat(
                shape.facts().stream().map(RuleShape.BoundFact::variable),
                shape.values().keySet().stream())
            .map(variable -> ", " + variable)
            .collect(Collectors.joining());
    StringBuilder text =
        new StringBuilder(verb.global())
            .append(".match( ")
            .append(shape.number())
            .append(bound)
            .append(" )");
    Class<?> speaker = facade(verb.global());
    for (VerbCall.Call call : verb.calls()) {
      Method method = method(speaker, call.name());
      List<String> arguments = new ArrayList<>();
      for (Operand argument : call.arguments()) {
        arguments.add(argument(argument, parameterType(method, arguments.size())));
      }
      text.append(".").append(call.name()).append("( ").append(String.join(", ", arguments));
      text.append(" )");
      speaker = method.getReturnType();
    }
    return text.append(";").toString();
  }

  /** The class of the verbs that rules know by this name. */
  static Class<?> facade(String global) {
    return Arrays.stream(Verbs.class.getRecordComponents())
        .filter(component -> component.getName().equals(global))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There are no verbs " + global + "."))
        .getType();
  }

  private static Method method(Class<?> speaker, String name) {
    return Arrays.stream(speaker.getMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no verb %s.".formatted(speaker.getSimpleName(), name)));
  }

  private static Class<?> parameterType(Method method, int index) {
    Class<?> last = method.getParameterTypes()[Math.min(index, method.getParameterCount() - 1)];
    return last.isArray() ? last.getComponentType() : last;
  }

  private String argument(Operand argument, Class<?> type) {
    if (argument instanceof Operand.Variable variable) {
      boolean toMillionths =
          type == long.class && shape.values().get(variable.name()) == Kind.WHOLE;
      return toMillionths ? Millionths.ONE + "L * " + variable.name() : variable.name();
    }
    if (type == int.class && argument instanceof Operand.NumberLiteral number) {
      return Integer.toString(Math.toIntExact(number.millionths() / Millionths.ONE));
    }
    return Literals.of(argument);
  }
}
