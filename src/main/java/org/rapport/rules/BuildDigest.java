package org.rapport.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.drools.base.util.Drools;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.fact.Days;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.verb.Award;
import org.rapport.rules.verb.Fades;
import org.rapport.rules.verb.Match;
import org.rapport.rules.verb.ScaleForm;
import org.rapport.rules.verb.SegmentVerbs;
import org.rapport.rules.verb.Verbs;

/**
 * Names builds: a rulebase version, compiled for one fact model and one engine version. The fact
 * model is the class files that give rules their words and meaning, so that it cannot change
 * without its name changing.
 */
final class BuildDigest {
  /** What decides how rule text is written for the engine, and what its answers mean. */
  private static final List<Class<?>> MEANING =
      List.of(
          ActionRanking.class,
          AnalysisCheck.class,
          CanonicalDrl.class,
          ClassArchive.class,
          ConditionText.class,
          CustomerFacts.class,
          Deciding.class,
          FactField.class,
          FactNeeds.class,
          Firing.class,
          Literals.class,
          Normalisation.class,
          RuleReader.class,
          RuleShape.class,
          Scoring.class,
          Sentence.class,
          Turn.class,
          VerbText.class,
          Days.class,
          Fact.class,
          Award.class,
          Fades.class,
          Match.class,
          ScaleForm.class,
          SegmentVerbs.class,
          Verbs.class);

  private BuildDigest() {}

  /** Which build this is of a rulebase. */
  static RulebaseRef ref(CheckedRulebase rulebase) {
    return new RulebaseRef(rulebase.name(), rulebase.version(), of(rulebase.version()));
  }

  /** The build of a version: {@code sha256:} and 64 hexadecimal digits. */
  static String of(String version) {
    return sha256(
        String.join("\n", version, factModel(), Drools.getFullVersion())
            .getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of the fact model's class files. */
  static String factModel() {
    MessageDigest digest = sha256();
    for (Class<?> type : classes()) {
      digest.update(type.getName().getBytes(StandardCharsets.UTF_8));
      digest.update(bytes(type));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Every class of the fact model, by name. */
  static List<Class<?>> classes() {
    List<Class<?>> all = new ArrayList<>();
    MEANING.forEach(type -> add(all, type));
    for (Class<?> fact : Fact.class.getPermittedSubclasses()) {
      add(all, fact);
    }
    Verbs.of(new Fades(Set.of())).all().forEach(facade -> addFacade(all, facade.getClass()));
    return all.stream().distinct().sorted(Comparator.comparing(Class::getName)).toList();
  }

  private static void addFacade(List<Class<?>> all, Class<?> facade) {
    add(all, facade);
    Class<?> parent = facade.getSuperclass();
    if (parent != null && parent != Object.class) {
      addFacade(all, parent);
    }
  }

  private static void add(List<Class<?>> all, Class<?> type) {
    all.add(type);
    for (Class<?> nested : type.getDeclaredClasses()) {
      add(all, nested);
    }
  }

  private static byte[] bytes(Class<?> type) {
    String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The class file of %s is not there.".formatted(type));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
