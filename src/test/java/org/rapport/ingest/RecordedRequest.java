package org.rapport.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request of a golden case in the shape of one client: path, headers and body. */
record RecordedRequest(String path, List<Map.Entry<String, String>> headers, String text) {

  byte[] body() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static RecordedRequest read(Path file) throws IOException {
    String text = Files.readString(file);
    int gap = text.indexOf("\n\n");
    String[] head = text.substring(0, gap).split("\n", -1);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(": ");
      headers.add(Map.entry(head[i].substring(0, colon), head[i].substring(colon + 2)));
    }
    String path = head[0].substring("POST ".length());
    return new RecordedRequest(path, headers, text.substring(gap + 2).strip());
  }

  String lastPathPart() {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  String contentType() {
    return headers.stream()
        .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("content-type"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
