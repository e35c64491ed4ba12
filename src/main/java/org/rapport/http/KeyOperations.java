package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Keys;
import org.rapport.json.KeysJson;
import org.rapport.model.Caller;
import org.rapport.model.Role;
import org.rapport.store.KeyStore;

/** Operations on the keys that callers show. */
final class KeyOperations {
  private final Keys keys;

  KeyOperations(Keys keys) {
    this.keys = keys;
  }

  /** {@code GET /v1/keys}. */
  Future<Reply> list(Exchange exchange) {
    exchange.query(new Findings()).check();
    return keys.list()
        .map(kept -> Reply.json(KeysJson.bytes(kept.stream().map(KeyOperations::row).toList())));
  }

  /** {@code POST /v1/keys}. */
  Future<Reply> create(Exchange exchange) {
    return exchange
        .json(HttpLimits.DECISION_BODY_BYTES, KeyOperations::wanted)
        .compose(wanted -> keys.create(wanted.key(), wanted.expiresAt(), exchange.caller()))
        .map(
            made ->
                new Reply(201, "application/json", KeysJson.bytes(row(made.kept()), made.key())));
  }

  private record Wanted(Caller key, @Nullable Instant expiresAt) {}

  private static Wanted wanted(byte[] body) {
    Findings findings = new Findings();
    Fields fields = new Fields(JsonText.object(body), "", findings);
    String name = name(fields, "name");
    String owner = name(fields, "owner");
    SortedSet<Role> roles = new TreeSet<>();
    ArrayNode words = fields.requiredList("roles", Role.values().length);
    for (int index = 0; words != null && index < words.size(); index++) {
      Role role = role(words.get(index), "/roles/" + index, findings);
      if (role != null) {
        roles.add(role);
      }
    }
    Instant expiresAt = fields.instant("expiresAt");
    fields.noOthers();
    findings.check();
    return new Wanted(new Caller(name, owner, roles), expiresAt);
  }

  private static @Nullable Role role(JsonNode word, String pointer, Findings findings) {
    String text = Checks.text(word, pointer, HttpLimits.WORD_LENGTH, findings);
    return text == null
        ? null
        : Checks.choice(text, pointer, List.of(Role.values()), Role::word, findings);
  }

  private static String name(Fields fields, String field) {
    String name = fields.requiredText(field, Keys.MAX_NAME_LENGTH);
    if (name != null && !Keys.mayBeNamed(name)) {
      fields
          .findings()
          .add(
              fields.pointer(field),
              FindingCode.BAD_NAME,
              "%s is no name here.%nMaybe use %s.".formatted(Words.quoted(name), Keys.nameRule()));
    }
    return name == null ? "" : name;
  }

  /** {@code DELETE /v1/keys/{keyName}}. */
  Future<Reply> revoke(Exchange exchange) {
    Findings findings = new Findings();
    String name = exchange.word("keyName", findings);
    findings.check();
    return keys.revoke(name, exchange.caller())
        .map(
            found ->
                found
                    .map(kept -> Reply.json(KeysJson.bytes(row(kept))))
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                ProblemCode.KEY_NOT_FOUND,
                                "There is no key %s.%nMaybe it is written differently: GET /v1/keys lists them."
                                    .formatted(Words.quoted(name)))));
  }

  private static KeysJson.Row row(KeyStore.Kept kept) {
    return new KeysJson.Row(
        kept.caller(), kept.createdAt(), kept.revokedAt(), kept.expiresAt(), kept.lastUsedAt());
  }
}
