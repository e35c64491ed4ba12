package org.rapport.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rapport.model.Role;

/** The contract of the API, {@code openapi.yaml}: its text, and what routing needs of it. */
final class Contract {
  private static final String RESOURCE = "/openapi.yaml";
  private static final List<String> OPERATION_PARTS = List.of("requestBody", "security");

  private Contract() {}

  /** The file's bytes. */
  static byte[] bytes() {
    try (InputStream stream = Contract.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar.");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The contract's paths, operations and parameters. Bodies and answers are left out: the library
   * knows neither their content types nor how to report more than one finding, and to build their
   * schemas would only slow the start.
   */
  static Future<OpenAPIContract> forRouting(Vertx vertx) {
    return vertx
        .executeBlocking(Contract::pruned, false)
        .compose(contract -> OpenAPIContract.from(vertx, contract));
  }

  /**
   * The roles of which a caller needs one, none for what is open to all: {@code x-role}.
   *
   * @throws IllegalStateException when the contract does not say, or names no role of ours
   */
  static Set<Role> roles(Operation operation) {
    String id = operation.getOperationId();
    JsonArray words = operation.getOpenAPIModel().getJsonArray("x-role");
    if (words == null) {
      throw new IllegalStateException("The contract's operation %s has no x-role.".formatted(id));
    }
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Object word : words) {
      roles.add(
          Role.of(String.valueOf(word))
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "The contract's operation %s has an unknown role %s."
                              .formatted(id, word))));
    }
    return roles;
  }

  private static JsonObject pruned() throws IOException {
    ObjectNode contract = (ObjectNode) new YAMLMapper().readTree(bytes());
    contract.remove("security");
    ObjectNode components = (ObjectNode) contract.path("components");
    components.retain("parameters");
    components.path("parameters").forEach(Contract::untyped);
    for (JsonNode path : contract.path("paths")) {
      for (JsonNode operation : path) {
        operation.path("parameters").forEach(Contract::untyped);
        ((ObjectNode) operation)
            .remove(OPERATION_PARTS)
            .putObject("responses")
            .putObject("200")
            .put("description", "An answer.");
      }
    }
    Map<String, Object> map =
        new ObjectMapper().convertValue(contract, new TypeReference<Map<String, Object>>() {});
    return new JsonObject(map);
  }

  private static void untyped(JsonNode parameter) {
    if (parameter.has("schema")) {
      ((ObjectNode) parameter).putObject("schema").put("type", "string");
    }
  }
}
