package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.model.Phase;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.verb.Facade;
import org.rapport.rules.verb.Fades;
import org.rapport.rules.verb.Verbs;

/** The words the checker lets pass are the words that facts and verbs really have. */
class WordsAgreeTest {
  static Iterable<FactWord> facts() {
    return FactWords.all().values();
  }

  static Iterable<VerbWord.Verbs> verbs() {
    return VerbWords.byGlobal().values();
  }

  @ParameterizedTest
  @MethodSource("facts")
  void everyField_hasAnAccessorOfItsType(FactWord fact) throws ReflectiveOperationException {
    Class<?> type = Class.forName(FactWords.PACKAGE + fact.name());
    for (FactWord.FieldWord field : fact.fields().values()) {
      Method accessor = type.getMethod(field.name());
      assertThat(accessor.getReturnType()).as(field.name()).isEqualTo(javaType(field.type()));
      if (field.type() == FieldType.NUMBER) {
        assertThat(type.getMethod(field.name() + "Millionths").getReturnType())
            .isEqualTo(long.class);
      }
    }
  }

  private static Class<?> javaType(FieldType type) {
    return switch (type) {
      case WHOLE -> int.class;
      case NUMBER -> BigDecimal.class;
      case TEXT -> String.class;
      case FLAG -> boolean.class;
      case PHASE -> Phase.class;
    };
  }

  @Test
  void everyFact_isKnownToTheChecker() {
    List<String> words =
        Arrays.stream(Fact.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .filter(name -> !name.contains("Before"))
            .toList();

    assertThat(words).containsExactlyInAnyOrderElementsOf(FactWords.all().keySet());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerb_isAMethodWithItsArguments(VerbWord.Verbs verbs)
      throws ReflectiveOperationException {
    Class<?> facade = Class.forName(VerbWords.PACKAGE + verbs.className());
    assertThat(globals()).containsEntry(verbs.name(), facade);
    for (VerbWord verb : verbs.verbs().values()) {
      Class<?> chain = takes(facade, verb).getReturnType();
      for (VerbWord qualifier : verbs.qualifiers().values()) {
        assertThat(takes(chain, qualifier).getReturnType()).isEqualTo(chain);
      }
    }
  }

  private static Map<String, Class<?>> globals() {
    Map<String, Class<?>> globals = new TreeMap<>();
    for (Facade facade : Verbs.of(new Fades(Set.of())).all()) {
      globals.put(facade.global(), facade.getClass());
    }
    return globals;
  }

  private static Method takes(Class<?> type, VerbWord word) {
    List<Method> methods =
        Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(word.name()))
            .toList();
    assertThat(methods).as(word.name()).hasSize(1);
    Method method = methods.get(0);
    if (!method.isVarArgs()) {
      assertThat(method.getParameterCount()).as(word.name()).isEqualTo(word.arguments().size());
    }
    return method;
  }
}
