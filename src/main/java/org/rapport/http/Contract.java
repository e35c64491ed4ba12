package org.rapport.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

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

  private static JsonObject pruned() throws IOException {
    JsonNode contract = new YAMLMapper().readTree(bytes());
    ObjectNode parameters = (ObjectNode) contract.path("components");
    parameters.retain("parameters");
    for (JsonNode path : contract.path("paths")) {
      for (JsonNode operation : path) {
        if (operation instanceof ObjectNode object && object.has("operationId")) {
          object.remove(OPERATION_PARTS);
          object.putObject("responses").putObject("200").put("description", "An answer.");
        }
      }
    }
    ((ObjectNode) contract).remove("security");
    Map<String, Object> map =
        new ObjectMapper().convertValue(contract, new TypeReference<Map<String, Object>>() {});
    return new JsonObject(map);
  }
}
