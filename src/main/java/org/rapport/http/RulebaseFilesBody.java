package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files of a rulebase from a body: {@code {"files": {"weights.drl": "..."}}}. */
final class RulebaseFilesBody {
  private static final String FILES = "files";

  private RulebaseFilesBody() {}

  /** The files, which must be there; the checker judges the texts. */
  static SortedMap<String, String> required(Fields fields) {
    fields.required(FILES);
    SortedMap<String, String> files = optional(fields);
    return files == null ? new TreeMap<>() : files;
  }

  /** The files, or null when there are none. */
  static @Nullable SortedMap<String, String> optional(Fields fields) {
    ObjectNode object = fields.object(FILES);
    if (object == null) {
      return null;
    }
    SortedMap<String, String> files = new TreeMap<>();
    if (object.size() > HttpLimits.RULEBASE_FILES) {
      fields
          .findings()
          .add(
              fields.pointer(FILES),
              FindingCode.TOO_MANY,
              "These are %d files, more than %d."
                  .formatted(object.size(), HttpLimits.RULEBASE_FILES));
      return files;
    }
    for (Map.Entry<String, JsonNode> file : object.properties()) {
      String at = Findings.pointer(fields.pointer(FILES), file.getKey());
      if (file.getValue().isTextual()) {
        files.put(file.getKey(), file.getValue().textValue());
      } else {
        Checks.wrongType(file.getValue(), at, "a file's text", fields.findings());
      }
    }
    return files;
  }

  /** The same, as far as the database can hold them. */
  static void checkStorable(@Nullable SortedMap<String, String> files, Fields fields) {
    if (files == null) {
      return;
    }
    files.forEach(
        (name, text) -> {
          if (Words.unfitCharacter(name) >= 0 || Words.unfitCharacter(text) >= 0) {
            fields
                .findings()
                .add(
                    Findings.pointer(fields.pointer(FILES), name),
                    FindingCode.BAD_CHARACTER,
                    "The file holds a NUL character or half a character.%nMaybe it is no text."
                        .formatted());
          }
        });
  }
}
