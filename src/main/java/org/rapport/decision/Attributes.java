package org.rapport.decision;

import java.util.Map;
import java.util.stream.Collectors;
import org.rapport.model.Printable;
import org.rapport.rules.check.Catalogue;

/** Checks what is said about attributes. */
final class Attributes {
  private Attributes() {}

  /**
   * Asks that an attribute be of the catalogue.
   *
   * @param parameter what names it
   * @throws UnfitQuestionException when it is not
   */
  static Catalogue.AttributeEntry require(Catalogue catalogue, String parameter, String name) {
    Catalogue.AttributeEntry entry = catalogue.attributes().get(name);
    if (entry == null) {
      throw new UnfitQuestionException(
          parameter,
          "The catalogue of %s has no attribute \"%s\".%nMaybe you meant one of these: %s."
              .formatted(
                  catalogue.rulebase(),
                  Printable.of(name),
                  String.join(", ", catalogue.attributes().keySet())));
    }
    return entry;
  }

  /**
   * Asks that it be a number too.
   *
   * @throws UnfitQuestionException when it is not
   */
  static void requireNumber(Catalogue catalogue, String parameter, String name) {
    if (require(catalogue, parameter, name).type() != Catalogue.AttributeEntry.Type.NUMBER) {
      throw new UnfitQuestionException(
          parameter,
          "The attribute \"%s\" of %s is no number.%nMaybe you meant one of these: %s."
              .formatted(
                  name,
                  catalogue.rulebase(),
                  catalogue.attributes().entrySet().stream()
                      .filter(
                          entry -> entry.getValue().type() == Catalogue.AttributeEntry.Type.NUMBER)
                      .map(Map.Entry::getKey)
                      .collect(Collectors.joining(", "))));
    }
  }
}
