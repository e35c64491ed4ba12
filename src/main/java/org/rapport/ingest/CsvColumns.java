package org.rapport.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the columns of a CSV file are, by its first row. */
final class CsvColumns {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("customer_id", "customerId"),
          Map.entry("customerId", "customerId"),
          Map.entry("userId", "customerId"),
          Map.entry("event", "event"),
          Map.entry("occurred_at", "occurredAt"),
          Map.entry("occurredAt", "occurredAt"),
          Map.entry("timestamp", "occurredAt"),
          Map.entry("message_id", "messageId"),
          Map.entry("messageId", "messageId"),
          Map.entry("account_id", "accountId"),
          Map.entry("accountId", "accountId"));
  private static final Map<String, String> NEEDED = needed();

  private final List<String> names;
  private final List<String> fields;

  private CsvColumns(List<String> names, List<String> fields) {
    this.names = names;
    this.fields = fields;
  }

  /** The columns, each our own word or a property. */
  static CsvColumns of(String file, List<String> header) throws ImportFailedException {
    List<String> names = header.stream().map(String::strip).toList();
    List<String> fields = new ArrayList<>();
    for (String name : names) {
      String field = FIELDS.getOrDefault(name, "");
      if (name.isEmpty() || (!field.isEmpty() && fields.contains(field)) || twice(names, name)) {
        throw new ImportFailedException(
            1,
            "In the first line of %s the column %s is empty or stands twice."
                .formatted(file, Shown.text(name)),
            "two tables were joined; give each column a name of its own.");
      }
      fields.add(field);
    }
    for (Map.Entry<String, String> needed : NEEDED.entrySet()) {
      if (!fields.contains(needed.getKey())) {
        throw new ImportFailedException(
            1,
            "The first line of %s names no column %s; it names %s."
                .formatted(file, needed.getValue(), Shown.text(String.join(", ", names))),
            "it has another name, or the file is no CSV with commas and a row of column names.");
      }
    }
    return new CsvColumns(names, fields);
  }

  int size() {
    return names.size();
  }

  String name(int column) {
    return names.get(column);
  }

  /** The field of an event that the column holds, or null when it is a property. */
  @Nullable String field(int column) {
    String field = fields.get(column);
    return field.isEmpty() ? null : field;
  }

  private static boolean twice(List<String> names, String name) {
    return names.indexOf(name) != names.lastIndexOf(name);
  }

  private static Map<String, String> needed() {
    Map<String, String> needed = new LinkedHashMap<>();
    needed.put("customerId", "customer_id");
    needed.put("event", "event");
    needed.put("occurredAt", "occurred_at");
    return needed;
  }
}
