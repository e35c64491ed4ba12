package org.rapport.decision;

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
                  name.replaceAll("\\p{Cntrl}", "?"),
                  String.join(", ", catalogue.attributes().keySet())));
    }
    return entry;
  }
}
