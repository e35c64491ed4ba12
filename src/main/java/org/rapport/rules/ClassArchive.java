package org.rapport.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The classes that a rulebase was compiled to, as one piece of bytes (a zip).
 *
 * @param models names of the classes that stand for a stage each
 * @param classes class files by class name
 */
record ClassArchive(List<String> models, SortedMap<String, byte[]> classes) {
  /** The most bytes of class files that are unpacked: far beyond a rulebase of 500 rules. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final String MODELS = "models";
  private static final String CLASS = ".class";

  ClassArchive {
    models = List.copyOf(models);
    classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
  }

  /** The archive as bytes; the same archive always gives the same. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, MODELS, String.join("\n", models).getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        put(zip, entry.getKey().replace('.', '/') + CLASS, entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * Reads an archive.
   *
   * @throws IllegalArgumentException when the bytes are not one
   */
  static ClassArchive of(byte[] bytes) {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    int total = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(MAX_BYTES - total + 1);
        total += content.length;
        if (total > MAX_BYTES) {
          throw new IllegalArgumentException(
              "The compiled rulebase holds more than %d bytes of classes.".formatted(MAX_BYTES));
        }
        entries.put(entry.getName(), content);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("The bytes are no compiled rulebase.", e);
    }
    byte[] models = entries.remove(MODELS);
    if (models == null) {
      throw new IllegalArgumentException(
          "The bytes are no compiled rulebase: they name no stages.\nMaybe compile it again.");
    }
    SortedMap<String, byte[]> classes = new TreeMap<>();
    entries.forEach(
        (name, content) ->
            classes.put(
                name.substring(0, name.length() - CLASS.length()).replace('/', '.'), content));
    return new ClassArchive(new String(models, StandardCharsets.UTF_8).lines().toList(), classes);
  }
}
