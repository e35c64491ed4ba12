package org.rapport.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** A rulebase's files as one JSON object: text by name. */
public final class FilesJson {

  private FilesJson() {}

  /** The object as text, in order of name. */
  public static String text(SortedMap<String, String> files) {
    return new String(JsonOut.objectBytes(out -> files.forEach(out::text)), StandardCharsets.UTF_8);
  }

  /** The files of such an object. */
  public static SortedMap<String, String> files(String text) {
    JsonIn object = JsonIn.object(text.getBytes(StandardCharsets.UTF_8));
    SortedMap<String, String> files = new TreeMap<>();
    for (String name : object.names()) {
      files.put(name, object.text(name));
    }
    return files;
  }

  /** SHA-256 of such a text, in hexadecimal. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
