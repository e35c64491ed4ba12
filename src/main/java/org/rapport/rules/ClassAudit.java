package org.rapport.rules;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.ClassFile.Method;
import org.rapport.rules.ClassFile.Reference;

/**
 * Reads the classes that a rulebase was compiled to, before any of them is loaded, and refuses what
 * canonical text never compiles to. It knows nothing of rule text: it holds whatever slips through
 * the checker, and whatever is put into the database.
 */
final class ClassAudit {
  private static final String PACKAGE = "rules\\.[a-z]+\\.";
  private static final String DIGEST = "[0-9A-F]{32}";

  /** A test, a value taken from a fact, or a consequence. */
  private static final Pattern RULE =
      Pattern.compile(PACKAGE + "P[0-9A-F]{2}\\.Lambda(Predicate|Extractor|Consequence)" + DIGEST);

  /** What puts them together. */
  private static final Pattern SCAFFOLDING =
      Pattern.compile(
          PACKAGE
              + "(Rules%s(RuleMethods[0-9]+)?|DomainClassesMetadata%s(\\$[A-Za-z_]+_Metadata)?)"
                  .formatted(DIGEST, DIGEST));

  private static final Set<String> METHODS_OF_RULES =
      Set.of(
          "<clinit>",
          "<init>",
          "apply",
          "execute",
          "getExpressionHash",
          "predicateInformation",
          "test",
          "valueOf",
          "values");

  private static final Pattern ARRAY = Pattern.compile("\\[+(L(?<class>.+);|[ZBCSIJFD])");

  private final String name;
  private final ClassFile file;
  private final boolean rule;
  private final Set<String> together;

  private ClassAudit(String name, ClassFile file, boolean rule, Set<String> together) {
    this.name = name;
    this.file = file;
    this.rule = rule;
    this.together = together;
  }

  /**
   * Audits every class of an archive.
   *
   * @throws IllegalArgumentException for the first class that holds what no compiled rule needs;
   *     the message names both
   */
  static void check(ClassArchive archive) {
    Set<String> together = archive.classes().keySet();
    archive.classes().forEach((name, bytes) -> check(name, bytes, together));
  }

  private static void check(String name, byte[] bytes, Set<String> together) {
    boolean rule = RULE.matcher(name).matches();
    if (!rule && !SCAFFOLDING.matcher(name).matches()) {
      throw refused(name, "is not of a kind that rules are compiled to");
    }
    try {
      new ClassAudit(name, ClassFile.of(bytes), rule, together).check();
    } catch (IOException broken) {
      throw refused(name, "cannot be read: " + broken.getMessage());
    }
  }

  private static IllegalArgumentException refused(String name, String what) {
    return new IllegalArgumentException(
        "The compiled class %s %s.%nMaybe compile the rulebase again, and report this if it stays."
            .formatted(name, what));
  }

  private void check() throws IOException {
    if (!file.name().equals(name)) {
      throw refused(name, "says that it is " + file.name());
    }
    if (!file.superclass().equals(rule ? "java.lang.Enum" : "java.lang.Object")) {
      throw refused(name, "extends " + file.superclass());
    }
    for (Reference reference : file.references()) {
      if (!allowed(reference)) {
        throw refused(name, "refers to %s, which no compiled rule needs".formatted(reference));
      }
    }
    for (Method method : file.methods()) {
      String wrong = wrong(method);
      if (wrong != null) {
        throw refused(name, "%s in its method %s".formatted(wrong, method.name()));
      }
    }
  }

  private boolean allowed(Reference reference) {
    Matcher array = ARRAY.matcher(reference.owner());
    if (array.matches()) {
      String element = array.group("class");
      return reference.member().isEmpty()
          && (element == null || allowed(new Reference(element, "")));
    }
    if (together.contains(reference.owner())) {
      return !rule || reference.owner().equals(name);
    }
    return rule
        ? AllowedReferences.inRules(reference)
        : AllowedReferences.inScaffolding(reference)
            || reference.owner().equals(ConstantPool.COMPUTED_CALL);
  }

  private @Nullable String wrong(Method method) throws IOException {
    if (rule && !METHODS_OF_RULES.contains(method.name())) {
      return "has code of its own";
    }
    if (method.outside()) {
      return "has code that is not Java's";
    }
    if (method.handlers() > 0) {
      return "catches exceptions";
    }
    return new CodeAudit(file, method, rule).wrong();
  }
}
