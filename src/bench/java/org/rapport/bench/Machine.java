package org.rapport.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {
  private Machine() {}

  /** Processor, cores, memory, system and JVM, in words. */
  static SortedMap<String, String> describe() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("processor", field("/proc/cpuinfo", "model name", System.getProperty("os.arch")));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", field("/proc/meminfo", "MemTotal", "unknown"));
    facts.put("system", system.getName() + " " + system.getVersion());
    facts.put(
        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("database", "embedded PostgreSQL 18.4, fsync on, on the same cores");
    return facts;
  }

  private static String field(String file, String name, String otherwise) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException | java.io.UncheckedIOException e) {
      return otherwise;
    }
  }

  /** The load average of the last minute: above the number of cores, figures are noise. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static String loadText() {
    return String.format(Locale.ROOT, "%.1f", load());
  }
}
