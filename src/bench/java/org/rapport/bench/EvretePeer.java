package org.rapport.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evrete.KnowledgeService;
import org.evrete.api.FactBuilder;
import org.evrete.api.Knowledge;
import org.evrete.api.StatefulSession;
import org.evrete.api.Type;
import org.evrete.api.TypeResolver;
import org.evrete.api.builders.LhsBuilder;
import org.evrete.api.builders.RuleSetBuilder;
import org.rapport.bench.PeerRules.Pattern;
import org.rapport.bench.PeerRules.Rule;
import org.rapport.bench.PeerRules.Test;
import org.rapport.bench.PeerRules.Turn;
import org.rapport.rules.fact.Fact;

/** Evrete: each event type and attribute a type of its own, conditions compiled by javac. */
final class EvretePeer implements Peer, AutoCloseable {
  private final KnowledgeService service = new KnowledgeService();
  private final Knowledge all;
  private final Knowledge weights;

  /** Rules that matched in the session that fires now: one thread, one session at a time. */
  private List<Rule> matched = new ArrayList<>();

  EvretePeer(List<Rule> rules) {
    this.all = knowledge(rules);
    this.weights = knowledge(rules.stream().filter(rule -> rule.turn() == Turn.WEIGHTS).toList());
  }

  private Knowledge knowledge(List<Rule> rules) {
    Knowledge knowledge = service.newKnowledge();
    SortedSet<String> facts = new TreeSet<>();
    rules.forEach(rule -> rule.patterns().forEach(pattern -> facts.add(pattern.fact())));
    facts.forEach(fact -> declare(knowledge.getTypeResolver(), fact, PeerFields.typeOf(fact)));
    RuleSetBuilder<Knowledge> builder = knowledge.builder();
    for (Rule rule : rules) {
      add(builder, rule);
    }
    return builder.build();
  }

  private static <T extends Fact> void declare(
      TypeResolver resolver, String name, Class<T> javaType) {
    Type<T> type = resolver.declare(name, javaType);
    PeerFields.of(name)
        .forEach(
            (field, how) -> {
              if (how.type() == Integer.class) {
                type.declareIntField(field, fact -> (Integer) how.read().apply(fact));
              } else if (how.type() == Long.class) {
                type.declareLongField(field, fact -> (Long) how.read().apply(fact));
              } else if (how.type() == Boolean.class) {
                type.declareBooleanField(field, fact -> (Boolean) how.read().apply(fact));
              } else {
                type.declareField(field, String.class, fact -> (String) how.read().apply(fact));
              }
            });
  }

  private void add(RuleSetBuilder<Knowledge> builder, Rule rule) {
    List<FactBuilder> facts = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (Pattern pattern : rule.patterns()) {
      // Named by the fact: Evrete takes conditions of one text for one, whatever their types.
      String variable = variable(pattern);
      facts.add(FactBuilder.fact(variable, pattern.fact()));
      pattern.tests().forEach(test -> conditions.add(condition(rule, variable, test)));
    }
    LhsBuilder<Knowledge> lhs =
        builder.newRule(rule.id()).forEach(facts.toArray(FactBuilder[]::new));
    lhs.where(conditions.toArray(String[]::new)).execute(context -> matched.add(rule));
  }

  private static String variable(Pattern pattern) {
    return "$" + pattern.fact().replace("_", "");
  }

  private static String condition(Rule rule, String variable, Test test) {
    String field = variable + "." + test.field();
    if (test.joined() != null) {
      return "%s %s %s.%s"
          .formatted(
              field,
              test.operator(),
              variable(rule.patterns().get(test.joined().pattern())),
              test.joined().field());
    }
    if (test.literal() instanceof String text) {
      return "%s.equals(\"%s\")".formatted(field, text);
    }
    return field
        + " "
        + test.operator()
        + " "
        + test.literal()
        + (test.field().endsWith("Millionths") ? "L" : "");
  }

  @Override
  public String name() {
    return "Evrete 4.0.3";
  }

  @Override
  public Session open() {
    return new EvreteSession(all);
  }

  @Override
  public Session openForScore() {
    return new EvreteSession(weights);
  }

  @Override
  public void close() {
    service.shutdown();
  }

  private final class EvreteSession implements Session {
    private final StatefulSession session;
    private final List<Rule> own = new ArrayList<>();

    EvreteSession(Knowledge knowledge) {
      this.session = knowledge.newStatefulSession();
    }

    @Override
    public void insert(String name, Fact fact) {
      session.insertAs(name, fact);
    }

    @Override
    public List<Rule> fire(Turn turn) {
      matched = own;
      session.fire();
      List<Rule> now = new ArrayList<>();
      Iterator<Rule> rules = own.iterator();
      while (rules.hasNext()) {
        Rule rule = rules.next();
        // Evrete knows no stages: what matched before its turn waits for it.
        if (rule.turn() == turn) {
          now.add(rule);
          rules.remove();
        }
      }
      return now;
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
