package org.rapport.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The classes that compiled rules may link, and those that the compiler may read beside them. */
final class AllowedClasses {
  /** What the engine's generated code is made of: no reflection, no files, no threads. */
  private static final String LINKED =
      """
      java.lang.Boolean java.lang.Enum java.lang.Exception java.lang.Integer java.lang.Long
      java.lang.Number java.lang.Object java.lang.RuntimeException java.lang.String
      java.lang.Throwable java.time.format.DateTimeFormatterBuilder java.util.ArrayList
      java.util.Arrays java.util.Collections java.util.List java.util.Locale
      org.drools.core.WorkingMemory org.drools.model.AlphaIndex org.drools.model.Argument
      org.drools.model.BetaIndex org.drools.model.Declaration
      org.drools.model.DomainClassMetadata org.drools.model.Global org.drools.model.Index
      org.drools.model.Index$ConstraintType org.drools.model.Model
      org.drools.model.NamedModelItem org.drools.model.PatternDSL
      org.drools.model.PatternDSL$PatternDef org.drools.model.Query org.drools.model.Rule
      org.drools.model.Rule$Attribute org.drools.model.RuleItem
      org.drools.model.RuleItemBuilder org.drools.model.TypeMetaData org.drools.model.Variable
      org.drools.model.functions.HashedExpression
      org.drools.model.functions.PredicateInformation org.drools.model.impl.RuleBuilder
      org.drools.model.view.ExprViewItem org.drools.model.view.ViewItem
      org.drools.model.view.ViewItemBuilder org.drools.modelcompiler.dsl.pattern.D
      org.drools.modelcompiler.util.EvaluationUtil org.drools.util.DateUtils
      """;

  /** Families of classes that differ by the number of their arguments. */
  private static final Pattern LINKED_FAMILIES =
      Pattern.compile(
          "org\\.drools\\.model\\.(functions\\.(Block|Function|Predicate)([0-9]{1,2}|N)"
              + "|consequences\\.ConsequenceBuilder(\\$_([0-9]{1,2}|N))?)");

  /** The words of the language: its facts, its verbs, the phase. */
  private static final String WORDS =
      """
      org.rapport.model.Phase org.rapport.rules.fact.Activity
      org.rapport.rules.fact.AllActivity org.rapport.rules.fact.Attribute
      org.rapport.rules.fact.Contact org.rapport.rules.fact.Customer
      org.rapport.rules.fact.CustomerBeforePhase org.rapport.rules.fact.Fact
      org.rapport.rules.fact.RawPoints org.rapport.rules.fact.Score
      org.rapport.rules.fact.ScoreBeforeBand org.rapport.rules.fact.Segment
      org.rapport.rules.fact.WasIn org.rapport.rules.verb.Advocacy
      org.rapport.rules.verb.Award org.rapport.rules.verb.Band
      org.rapport.rules.verb.ChurnRisk org.rapport.rules.verb.Facade
      org.rapport.rules.verb.Lifecycle org.rapport.rules.verb.NextBestAction
      org.rapport.rules.verb.Points org.rapport.rules.verb.Scale
      org.rapport.rules.verb.SegmentVerbs org.rapport.rules.verb.TrainingNeed
      org.rapport.rules.verb.TrialConversion org.rapport.rules.verb.Upsell
      """;

  /**
   * What the engine itself asks its loader for while it builds: its compiler, and the functions of
   * accumulate, which it sets up whether a rule uses them or not.
   */
  private static final Pattern LINKED_TO_BUILD =
      Pattern.compile(
          "org\\.drools\\.(ecj\\.EclipseJavaCompiler"
              + "|core\\.base\\.accumulators\\.[A-Za-z]+AccumulateFunction)");

  /**
   * What stands in the declarations of the linked classes, so that the compiler wants to see it.
   */
  private static final String VISIBLE =
      """
      java.io.Externalizable java.io.IOException java.io.ObjectInputStream
      java.io.ObjectOutputStream java.io.ObjectStreamException java.io.Serializable
      java.lang.CharSequence java.lang.Class java.lang.ClassNotFoundException
      java.lang.CloneNotSupportedException java.lang.Cloneable java.lang.Comparable
      java.lang.Enum$EnumDesc java.lang.IllegalArgumentException java.lang.Iterable
      java.lang.Override java.lang.Record java.lang.invoke.MethodHandles
      java.lang.invoke.MethodHandles$Lookup java.lang.invoke.StringConcatFactory
      java.lang.invoke.TypeDescriptor java.lang.invoke.TypeDescriptor$OfField
      java.lang.reflect.AnnotatedElement java.lang.reflect.GenericDeclaration
      java.lang.reflect.Type java.math.BigDecimal java.time.format.DateTimeFormatter
      java.util.AbstractCollection java.util.AbstractList java.util.Collection
      java.util.Comparator java.util.Iterator java.util.ListIterator java.util.Optional
      java.util.RandomAccess java.util.SequencedCollection java.util.Spliterator
      org.drools.compiler.kie.builder.MaterializedLambda
      org.drools.modelcompiler.CanonicalKieModuleModel org.kie.api.KieServices
      org.kie.api.builder.ReleaseId org.kie.api.builder.model.KieBaseModel
      org.kie.api.builder.model.KieModuleModel org.kie.api.builder.model.KieSessionModel
      org.kie.api.builder.model.KieSessionModel$KieSessionType
      org.kie.api.conf.EventProcessingOption org.kie.api.conf.KieBaseMutabilityOption
      org.kie.api.conf.Option org.kie.api.conf.SingleValueOption
      org.kie.api.internal.utils.KieService org.kie.api.runtime.conf.ClockTypeOption
      org.kie.api.runtime.conf.KieSessionOption
      org.kie.api.runtime.conf.SingleValueKieSessionOption
      org.kie.util.maven.support.ReleaseIdImpl
      """;

  private static final List<String> VISIBLE_PACKAGES =
      List.of("java.lang.constant.", "java.util.function.", "org.drools.model.");

  private static final Set<String> LINKABLE = names(LINKED, WORDS);
  private static final Set<String> READABLE = names(LINKED, WORDS, VISIBLE);

  private AllowedClasses() {}

  private static Set<String> names(String... lists) {
    Set<String> names = new HashSet<>();
    for (String list : lists) {
      names.addAll(List.of(list.strip().split("\\s+")));
    }
    return Set.copyOf(names);
  }

  /** Whether compiled rules may link the class of this name: {@code java.lang.String}. */
  static boolean mayLink(String name) {
    return LINKABLE.contains(name) || LINKED_FAMILIES.matcher(name).matches();
  }

  /** Whether the engine may load the class of this name while it builds. */
  static boolean mayLinkToBuild(String name) {
    return mayLink(name) || LINKED_TO_BUILD.matcher(name).matches();
  }

  /** Whether the compiler may read the class file of this name. */
  static boolean mayRead(String name) {
    return READABLE.contains(name)
        || LINKED_FAMILIES.matcher(name).matches()
        || VISIBLE_PACKAGES.stream().anyMatch(name::startsWith);
  }
}
