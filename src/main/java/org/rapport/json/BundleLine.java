package org.rapport.json;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a proof bundle, the export that an auditor verifies: docs/audit.md tells each. Bytes
 * stand in base64, hashes in hexadecimal, texts whose bytes count as JSON strings.
 */
public sealed interface BundleLine {
  /** The form of bundles. */
  int FORMAT = 1;

  /**
   * The first line: what the bundle covers.
   *
   * @param origin the log's name
   * @param key the public key that checkpoints are signed with
   * @param start the first leaf's position
   * @param size the tree's size at its end
   * @param to the end of the time asked for; null when all there is was asked for
   * @param opened whether what was said is told
   * @param frontier the hashes of the whole subtrees before {@code start}, the largest first
   * @param checkpoint the signed checkpoint of size {@code start}; null at 0
   */
  record Head(
      String origin,
      String key,
      long start,
      long size,
      @Nullable Instant to,
      boolean opened,
      List<String> frontier,
      @Nullable String checkpoint)
      implements BundleLine {}

  /** A change of the key that checkpoints are signed with; they stand behind the head. */
  record KeyChange(String note) implements BundleLine {}

  /**
   * A decision.
   *
   * @param leaf the leaf's text
   * @param hash its hash as the tree has it; null when the tree has none
   * @param sealed the sealed record; null when it is gone
   * @param erasedAt when its customer was erased, or null
   * @param opened what was said, or null
   */
  record Decision(
      long position,
      String leaf,
      @Nullable String hash,
      @Nullable String sealed,
      @Nullable Instant erasedAt,
      @Nullable Opened opened)
      implements BundleLine {}

  /** What was said, and the salt of the commitment to it. */
  record Opened(String salt, String customerId, String answer, String body) {}

  /** Another leaf, such as that of an erasure. */
  record Entry(long position, String leaf, @Nullable String hash) implements BundleLine {}

  /** The tree has leaves here, and the log has no row for them. */
  record Missing(long position, long count, @Nullable String id) implements BundleLine {}

  /** What decisions by the same rules have in common; it stands before the first of them. */
  record Rules(
      String digest, String rulebase, String version, String build, String cards, String dictionary)
      implements BundleLine {}

  /**
   * The text of a rulebase version; it stands before the first step that brought it into force.
   *
   * @param files all files as one JSON object, text by name
   */
  record Text(String rulebase, String version, String files) implements BundleLine {}

  /** A signed checkpoint; it stands behind the last leaf that it covers. */
  record Checkpoint(String note) implements BundleLine {}

  /** A decision that is on record but in no tree. */
  record Stray(String decisionId) implements BundleLine {}

  /** The last line. */
  record End(long size) implements BundleLine {}

  /** The line as bytes, its line feed included. */
  default byte[] bytes() {
    byte[] json = JsonOut.objectBytes(this::write);
    byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  private void write(JsonOut out) {
    if (this instanceof Head head) {
      out.text("type", "bundle")
          .number("format", FORMAT)
          .text("origin", head.origin())
          .text("key", head.key())
          .number("start", head.start())
          .number("size", head.size())
          .instant("to", head.to())
          .flag("opened", head.opened())
          .texts("frontier", head.frontier())
          .text("checkpoint", head.checkpoint());
    } else if (this instanceof Decision decision) {
      out.text("type", "decision")
          .number("position", decision.position())
          .text("leaf", decision.leaf())
          .text("hash", decision.hash())
          .text("sealed", decision.sealed())
          .instant("erasedAt", decision.erasedAt());
      Opened opened = decision.opened();
      if (opened != null) {
        out.object(
            "opened",
            fields ->
                fields
                    .text("salt", opened.salt())
                    .text("customerId", opened.customerId())
                    .text("answer", opened.answer())
                    .text("body", opened.body()));
      }
    } else if (this instanceof Entry entry) {
      out.text("type", "entry")
          .number("position", entry.position())
          .text("leaf", entry.leaf())
          .text("hash", entry.hash());
    } else if (this instanceof Missing missing) {
      out.text("type", "missing")
          .number("position", missing.position())
          .number("count", missing.count())
          .text("id", missing.id());
    } else if (this instanceof Rules rules) {
      out.text("type", "rules")
          .text("digest", rules.digest())
          .text("rulebase", rules.rulebase())
          .text("version", rules.version())
          .text("build", rules.build())
          .text("cards", rules.cards())
          .text("dictionary", rules.dictionary());
    } else if (this instanceof KeyChange change) {
      out.text("type", "key-change").text("note", change.note());
    } else if (this instanceof Text text) {
      out.text("type", "text")
          .text("rulebase", text.rulebase())
          .text("version", text.version())
          .text("files", text.files());
    } else if (this instanceof Checkpoint checkpoint) {
      out.text("type", "checkpoint").text("note", checkpoint.note());
    } else if (this instanceof Stray stray) {
      out.text("type", "stray").text("decisionId", stray.decisionId());
    } else if (this instanceof End end) {
      out.text("type", "end").number("size", end.size());
    }
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is none; says why
   */
  static BundleLine read(byte[] line) {
    JsonIn in = JsonIn.object(line);
    String type = in.text("type");
    return switch (type) {
      case "bundle" -> head(in);
      case "decision" ->
          new Decision(
              in.whole("position"),
              in.text("leaf"),
              in.textOrNull("hash"),
              in.textOrNull("sealed"),
              in.instantOrNull("erasedAt"),
              in.has("opened") ? opened(in.object("opened")) : null);
      case "entry" -> new Entry(in.whole("position"), in.text("leaf"), in.textOrNull("hash"));
      case "missing" -> new Missing(in.whole("position"), in.whole("count"), in.textOrNull("id"));
      case "rules" ->
          new Rules(
              in.text("digest"),
              in.text("rulebase"),
              in.text("version"),
              in.text("build"),
              in.text("cards"),
              in.text("dictionary"));
      case "key-change" -> new KeyChange(in.text("note"));
      case "text" -> new Text(in.text("rulebase"), in.text("version"), in.text("files"));
      case "checkpoint" -> new Checkpoint(in.text("note"));
      case "stray" -> new Stray(in.text("decisionId"));
      case "end" -> new End(in.whole("size"));
      default -> throw new IllegalArgumentException("There is no line of type " + type + ".");
    };
  }

  private static Head head(JsonIn in) {
    int format = in.number("format");
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "The bundle has the format %d, and this version reads %d.%nMaybe it was written by a later version."
              .formatted(format, FORMAT));
    }
    return new Head(
        in.text("origin"),
        in.text("key"),
        in.whole("start"),
        in.whole("size"),
        in.instantOrNull("to"),
        in.flag("opened"),
        in.texts("frontier"),
        in.textOrNull("checkpoint"));
  }

  private static Opened opened(JsonIn in) {
    return new Opened(in.text("salt"), in.text("customerId"), in.text("answer"), in.text("body"));
  }

  /** Bytes in hexadecimal. */
  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Bytes in base64. */
  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
