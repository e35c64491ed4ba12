package org.rapport.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The contract's schemas, to hold real answers against. */
final class ContractSchemas {
  private static final String BASE = "https://rapport.test/";

  private final JsonObject contract;
  private final Map<String, JsonObject> byOperation = new TreeMap<>();
  private final Map<String, Place> places = new TreeMap<>();

  /** Where an operation is, a word in place of each parameter of its path. */
  record Place(String method, String path) {}

  ContractSchemas() {
    try {
      contract =
          new JsonObject(
              new ObjectMapper()
                  .convertValue(
                      new YAMLMapper().readTree(Contract.bytes()),
                      new TypeReference<Map<String, Object>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        JsonObject object = (JsonObject) operation.getValue();
        String id = object.getString("operationId");
        byOperation.put(id, object);
        places.put(
            id,
            new Place(
                operation.getKey().toUpperCase(Locale.ROOT),
                path.getKey().replaceAll("\\{[^}]*}", "none")));
      }
    }
  }

  Map<String, Place> places() {
    return places;
  }

  Map<String, JsonObject> operations() {
    return byOperation;
  }

  /** Everything in which an answer differs from what the contract says; empty when nothing does. */
  String findings(String operationId, HttpResponse<byte[]> response) {
    JsonObject answer =
        Objects.requireNonNull(byOperation.get(operationId))
            .getJsonObject("responses")
            .getJsonObject(Integer.toString(response.statusCode()));
    if (answer == null) {
      return "no status " + response.statusCode() + " in the contract";
    }
    if (answer.containsKey("$ref")) {
      String name = answer.getString("$ref").replace("#/components/responses/", "");
      answer = contract.getJsonObject("components").getJsonObject("responses").getJsonObject(name);
    }
    String type = response.headers().firstValue("Content-Type").orElse("").split(";", -1)[0];
    JsonObject content = answer.getJsonObject("content").getJsonObject(type);
    if (content == null) {
      return "no content type " + type + " in the contract";
    }
    for (String header : answer.getJsonObject("headers", new JsonObject()).fieldNames()) {
      if (response.headers().firstValue(header).isEmpty()) {
        return "no header " + header;
      }
    }
    return type.endsWith("json") ? findings(content.getJsonObject("schema"), response.body()) : "";
  }

  private String findings(JsonObject schema, byte[] body) {
    JsonObject whole = schema.copy().put("components", contract.getJsonObject("components").copy());
    OutputUnit result =
        SchemaRepository.create(
                new JsonSchemaOptions()
                    .setBaseUri(BASE)
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic))
            .dereference(JsonSchema.of(BASE + "answer", whole))
            .validator(BASE + "answer")
            .validate(Json.decodeValue(Buffer.buffer(body)));
    return result.getValid() ? "" : String.valueOf(result.getErrors());
  }
}
