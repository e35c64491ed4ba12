package org.rapport.rules;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.rapport.model.Phase;
import org.rapport.rules.ClassFile.Reference;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.verb.Award;
import org.rapport.rules.verb.Facade;
import org.rapport.rules.verb.Fades;
import org.rapport.rules.verb.Verbs;

/**
 * What compiled rules may refer to, field by field and method by method: what canonical text of
 * this language compiles to, and nothing else.
 */
final class AllowedReferences {
  /** In tests and consequences: compare numbers, texts and flags; read facts; say verbs. */
  private static final String OF_RULES =
      """
      java.lang.Boolean.booleanValue java.lang.Boolean.valueOf java.lang.Enum.<init>
      java.lang.Enum.valueOf java.lang.Integer.intValue java.lang.Integer.longValue
      java.lang.Integer.valueOf java.lang.Long.longValue java.lang.Long.valueOf
      java.lang.System.arraycopy org.drools.model.functions.PredicateInformation.<init>
      org.drools.model.functions.PredicateInformation.addRuleNames
      org.drools.model.functions.PredicateInformation.setMoreThanMaxRuleDefs
      org.drools.modelcompiler.util.EvaluationUtil.areNullSafeEquals
      org.drools.modelcompiler.util.EvaluationUtil.areNumbersNullSafeEquals
      org.drools.modelcompiler.util.EvaluationUtil.greaterOrEqualNumbers
      org.drools.modelcompiler.util.EvaluationUtil.greaterThanNumbers
      org.drools.modelcompiler.util.EvaluationUtil.lessOrEqualNumbers
      org.drools.modelcompiler.util.EvaluationUtil.lessThanNumbers
      """;

  /** Around them: put patterns, bindings and consequences together to rules. */
  private static final String OF_SCAFFOLDING =
      """
      java.lang.Boolean.TYPE java.lang.Boolean.valueOf java.lang.Integer.TYPE
      java.lang.Integer.valueOf java.lang.Long.TYPE java.lang.Long.valueOf
      java.lang.Object.<init> java.lang.RuntimeException.<init> java.lang.String.equals
      java.lang.String.hashCode java.lang.invoke.StringConcatFactory.makeConcatWithConstants
      java.time.format.DateTimeFormatterBuilder.<init>
      java.time.format.DateTimeFormatterBuilder.appendPattern
      java.time.format.DateTimeFormatterBuilder.parseCaseInsensitive
      java.time.format.DateTimeFormatterBuilder.toFormatter java.util.ArrayList.<init>
      java.util.Arrays.asList java.util.Collections.emptyList java.util.List.add
      java.util.Locale.ENGLISH org.drools.model.DomainClassMetadata.getPropertyIndex
      org.drools.model.Index$ConstraintType.EQUAL
      org.drools.model.Index$ConstraintType.GREATER_OR_EQUAL
      org.drools.model.Index$ConstraintType.GREATER_THAN
      org.drools.model.Index$ConstraintType.LESS_OR_EQUAL
      org.drools.model.Index$ConstraintType.LESS_THAN
      org.drools.model.Index$ConstraintType.NOT_EQUAL
      org.drools.model.PatternDSL$PatternDef.bind org.drools.model.PatternDSL$PatternDef.expr
      org.drools.model.Rule$Attribute.RULEFLOW_GROUP org.drools.model.impl.RuleBuilder.attribute
      org.drools.model.impl.RuleBuilder.build
      org.drools.modelcompiler.dsl.pattern.D.alphaIndexedBy
      org.drools.modelcompiler.dsl.pattern.D.betaIndexedBy
      org.drools.modelcompiler.dsl.pattern.D.declarationOf
      org.drools.modelcompiler.dsl.pattern.D.globalOf org.drools.modelcompiler.dsl.pattern.D.not
      org.drools.modelcompiler.dsl.pattern.D.on org.drools.modelcompiler.dsl.pattern.D.pattern
      org.drools.modelcompiler.dsl.pattern.D.reactOn org.drools.modelcompiler.dsl.pattern.D.rule
      org.drools.util.DateUtils.getDateFormatMask
      """;

  /** Named where a class says what it throws, holds or is built with; not linked by it. */
  private static final Set<String> NAMED_ONLY =
      Set.of(
          "java.lang.System",
          "java.lang.invoke.MethodHandles",
          "java.lang.invoke.MethodHandles$Lookup",
          "java.lang.invoke.StringConcatFactory");

  /** The consequence of so and so many variables. */
  private static final Pattern EXECUTE =
      Pattern.compile(
          "org\\.drools\\.model\\.consequences\\.ConsequenceBuilder\\$_([0-9]{1,2}|N)\\.execute");

  private static final Set<Class<?>> READ =
      Set.of(int.class, long.class, boolean.class, String.class, Phase.class);

  private static final Set<String> RULES = with(words(OF_RULES), ofFacts(), ofVerbs());
  private static final Set<String> SCAFFOLDING = with(words(OF_SCAFFOLDING), phases());

  private AllowedReferences() {}

  /** Whether a test or a consequence may refer to this. */
  static boolean inRules(Reference reference) {
    return allowed(reference, RULES);
  }

  /** Whether what holds tests and consequences together may refer to this. */
  static boolean inScaffolding(Reference reference) {
    return allowed(reference, SCAFFOLDING) || EXECUTE.matcher(reference.toString()).matches();
  }

  private static boolean allowed(Reference reference, Set<String> members) {
    return reference.member().isEmpty()
        ? AllowedClasses.mayLink(reference.owner()) || NAMED_ONLY.contains(reference.owner())
        : members.contains(reference.toString());
  }

  private static List<String> words(String list) {
    return List.of(list.strip().split("\\s+"));
  }

  @SafeVarargs
  private static Set<String> with(List<String>... lists) {
    Set<String> all = new TreeSet<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return Set.copyOf(all);
  }

  private static List<String> phases() {
    return List.of(Phase.values()).stream()
        .map(phase -> Phase.class.getName() + "." + phase.name())
        .toList();
  }

  /** What rules read of facts: numbers, texts and flags. */
  private static List<String> ofFacts() {
    Set<String> all = new TreeSet<>(phases());
    for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
      for (Method method : fact.getMethods()) {
        if (method.getDeclaringClass() == fact
            && method.getParameterCount() == 0
            && READ.contains(method.getReturnType())) {
          all.add(fact.getName() + "." + method.getName());
        }
      }
    }
    return List.copyOf(all);
  }

  /** What rules say: verbs give nothing back, or what the next qualifier is said to. */
  private static List<String> ofVerbs() {
    Set<String> all = new TreeSet<>();
    for (Facade facade : Verbs.of(new Fades(Set.of())).all()) {
      addVerbs(facade.getClass(), all);
    }
    addVerbs(Award.class, all);
    return List.copyOf(all);
  }

  private static void addVerbs(Class<?> speaker, Set<String> all) {
    for (Method method : speaker.getMethods()) {
      Class<?> given = method.getReturnType();
      boolean verb = given == void.class || given == speaker || given == Award.class;
      if (verb
          && method.getDeclaringClass() == speaker
          && !Modifier.isStatic(method.getModifiers())) {
        all.add(speaker.getName() + "." + method.getName());
      }
    }
  }
}
