package org.rapport.dossier;

import java.util.Locale;

/** A language that dossiers can be written in. */
public enum Language {
  ENGLISH(Locale.ENGLISH),
  GERMAN(Locale.GERMAN);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The language's tag: {@code en}. */
  public String tag() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }
}
