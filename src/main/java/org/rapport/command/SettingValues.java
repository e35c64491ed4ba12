package org.rapport.command;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.rapport.token.TokenSettings;

/**
 * Reads single values of settings. Each throws an {@link IllegalArgumentException} whose message
 * goes on behind the setting's name.
 */
final class SettingValues {
  /** The shortest API key accepted, in characters: shorter ones can be guessed. */
  static final int MIN_API_KEY_LENGTH = 16;

  private SettingValues() {}

  static int port(String text) {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      port = -1;
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "is \"%s\", but must be a whole number from 0 to 65535 (0 = any free port)"
              .formatted(text));
    }
    return port;
  }

  static int calls(String text) {
    try {
      int calls = Integer.parseInt(text);
      if (calls >= 0) {
        return calls;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "is \"%s\", but must be a whole number from 0 on (0 = no limit)".formatted(text));
  }

  static Path file(String text) {
    Path file = Path.of(text);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("is \"%s\", which cannot be read".formatted(text));
    }
    return file;
  }

  static Settings.PlainHttp plainHttp(String text) {
    for (Settings.PlainHttp each : Settings.PlainHttp.values()) {
      if (each.name().replace('_', '-').equalsIgnoreCase(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "is \"%s\", but must be loopback, behind-proxy or anywhere".formatted(text));
  }

  static Path folder(String text) {
    Path folder = Path.of(text);
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("is \"%s\", which is no folder".formatted(text));
    }
    return folder;
  }

  static String apiKey(String text) {
    if (text.length() < MIN_API_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "has %d characters, but must have at least %d"
              .formatted(text.length(), MIN_API_KEY_LENGTH));
    }
    return text;
  }

  static String secret(String text) {
    if (!text.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "has %d characters, but must be 64 hexadecimal digits; openssl rand -hex 32 makes them"
              .formatted(text.length()));
    }
    return text;
  }

  static boolean onOrOff(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new IllegalArgumentException("is \"%s\", but must be on or off".formatted(text));
    };
  }

  static Settings.LogFormat logFormat(String text) {
    for (Settings.LogFormat format : Settings.LogFormat.values()) {
      if (format.name().equalsIgnoreCase(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException("is \"%s\", but must be text or json".formatted(text));
  }

  static URI address(String text) {
    try {
      return TokenSettings.check(URI.create(text));
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("is ")
          ? e
          : new IllegalArgumentException("is \"%s\", which is no address".formatted(text), e);
    }
  }
}
