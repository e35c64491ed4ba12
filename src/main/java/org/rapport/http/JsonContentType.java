package org.rapport.http;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which content types a JSON body may come with. Clients that are told nothing say a form (curl's
 * {@code -d}) or plain text, and mean JSON: only what is surely something else is refused.
 */
final class JsonContentType {
  private static final Set<String> TAKEN =
      Set.of(
          "",
          "application/json",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "text/json",
          "text/plain");

  private JsonContentType() {}

  /** Whether a body of this type is read as JSON; an absent type is. */
  static boolean takes(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).trim();
    String lower = type.toLowerCase(Locale.ROOT);
    return TAKEN.contains(lower) || lower.endsWith("+json");
  }
}
