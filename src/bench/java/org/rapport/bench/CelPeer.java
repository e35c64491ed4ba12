package org.rapport.bench;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rapport.bench.PeerRules.Pattern;
import org.rapport.bench.PeerRules.Rule;
import org.rapport.bench.PeerRules.Test;
import org.rapport.bench.PeerRules.Turn;
import org.rapport.rules.fact.Fact;

/**
 * CEL: an expression for each rule over flat variables that are read only when asked for. It infers
 * nothing, so the loop over rules and turns is plain Java.
 */
final class CelPeer implements Peer {
  private record Program(Rule rule, CelRuntime.Program program) {}

  private record Variable(String fact, PeerFields.Field field) {}

  private final Map<Turn, List<Program>> programs = new EnumMap<>(Turn.class);
  private final Map<String, Variable> variables = new HashMap<>();

  CelPeer(List<Rule> rules) {
    CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder();
    for (Rule rule : rules) {
      for (Pattern pattern : rule.patterns()) {
        pattern.tests().forEach(test -> declare(builder, pattern.fact(), test.field()));
        PeerFields.of(pattern.fact())
            .keySet()
            .forEach(field -> declare(builder, pattern.fact(), field));
      }
    }
    CelCompiler compiler = builder.setResultType(SimpleType.BOOL).build();
    CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder().build();
    for (Rule rule : rules) {
      try {
        programs
            .computeIfAbsent(rule.turn(), turn -> new ArrayList<>())
            .add(
                new Program(
                    rule, runtime.createProgram(compiler.compile(expression(rule)).getAst())));
      } catch (CelValidationException | CelEvaluationException e) {
        throw new IllegalStateException("CEL does not take " + expression(rule), e);
      }
    }
  }

  private void declare(CelCompilerBuilder builder, String fact, String field) {
    String name = variable(fact, field);
    if (!variables.containsKey(name)) {
      PeerFields.Field how = PeerFields.of(fact).get(field);
      if (how == null) {
        throw new IllegalStateException("No field " + field + " of " + fact);
      }
      variables.put(name, new Variable(fact, how));
      builder.addVar(name, celType(how.type()));
    }
  }

  private static CelType celType(Class<?> type) {
    if (type == Boolean.class) {
      return SimpleType.BOOL;
    }
    return type == String.class ? SimpleType.STRING : SimpleType.INT;
  }

  private static String variable(String fact, String field) {
    return fact + "__" + field;
  }

  private static String expression(Rule rule) {
    List<String> tests = new ArrayList<>();
    for (Pattern pattern : rule.patterns()) {
      for (Test test : pattern.tests()) {
        String operand =
            test.joined() != null
                ? variable(
                    rule.patterns().get(test.joined().pattern()).fact(), test.joined().field())
                : test.literal() instanceof String text
                    ? "\"" + text + "\""
                    : String.valueOf(test.literal());
        tests.add(variable(pattern.fact(), test.field()) + " " + test.operator() + " " + operand);
      }
    }
    return String.join(" && ", tests);
  }

  @Override
  public String name() {
    return "CEL-Java 0.14.0";
  }

  @Override
  public Session open() {
    return new CelSession();
  }

  @Override
  public Session openForScore() {
    return new CelSession();
  }

  private final class CelSession implements Session, CelVariableResolver {
    private final Map<String, Fact> facts = new HashMap<>();

    @Override
    public void insert(String name, Fact fact) {
      facts.put(name, fact);
    }

    @Override
    public Optional<Object> find(String name) {
      Variable variable = variables.get(name);
      if (variable == null) {
        return Optional.empty();
      }
      Fact fact = facts.get(variable.fact());
      if (fact == null) {
        // Only segments may be absent: their level then is none of those asked for.
        return Optional.of("");
      }
      Object value = variable.field().read().apply(fact);
      return Optional.of(value instanceof Integer whole ? (Object) whole.longValue() : value);
    }

    @Override
    public List<Rule> fire(Turn turn) {
      List<Rule> matched = new ArrayList<>();
      for (Program program : programs.getOrDefault(turn, List.of())) {
        try {
          if (Boolean.TRUE.equals(program.program().eval(this))) {
            matched.add(program.rule());
          }
        } catch (CelEvaluationException e) {
          throw new IllegalStateException("CEL failed at " + program.rule().id(), e);
        }
      }
      return matched;
    }

    @Override
    public void close() {}
  }
}
