package org.rapport.json;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.Role;

/** Keys, as JSON; never the key itself but once. */
public final class KeysJson {

  private KeysJson() {}

  /**
   * One key.
   *
   * @param revokedAt since when it opens nothing any more, or null
   * @param expiresAt from when on it opens nothing, or null
   * @param lastUsedAt when it was last shown, to the minute; null when never
   */
  public record Row(
      Caller caller,
      Instant createdAt,
      @Nullable Instant revokedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {}

  /** All keys. */
  public static byte[] bytes(List<Row> rows) {
    return JsonOut.objectBytes(out -> out.objects("keys", rows, KeysJson::row));
  }

  /** One key. */
  public static byte[] bytes(Row row) {
    return JsonOut.objectBytes(out -> row(out, row));
  }

  /** One key that was just made, with what its owner is to show: this once. */
  public static byte[] bytes(Row row, String key) {
    return JsonOut.objectBytes(
        out -> {
          row(out, row);
          out.text("key", key);
        });
  }

  private static void row(JsonOut out, Row row) {
    out.text("name", row.caller().name())
        .text("owner", row.caller().owner())
        .texts("roles", row.caller().roles().stream().map(Role::word).toList())
        .instant("createdAt", row.createdAt())
        .instant("revokedAt", row.revokedAt())
        .instant("expiresAt", row.expiresAt())
        .instant("lastUsedAt", row.lastUsedAt());
  }
}
