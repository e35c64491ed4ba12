package org.rapport.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.http.HttpSettings;
import org.rapport.store.DatabaseSettings;

/**
 * Everything that can be set from outside: each by an environment variable, or by the option of the
 * same name, which wins.
 *
 * @param httpHost the address to listen on
 * @param httpPort the TCP port, 0 to 65,535; 0 takes any free one
 * @param database the external database, or empty for the embedded one
 * @param databaseOwner who migrates the external database's schema; the same as {@code database}
 *     when not given
 * @param dataDir where the embedded database lives
 * @param rulesDir a folder of rulebases, or empty for those shipped in the jar
 * @param defaultRulebase the rulebase that decides when a caller names none
 * @param apiKey the API key, or empty
 * @param onePerson whether authors may approve their own drafts
 * @param logFormat how log lines are written
 * @param masterKey what seals customers' keys, 64 hexadecimal digits; or empty: a file in the data
 *     folder
 * @param auditKey what signs checkpoints, 64 hexadecimal digits; or empty: a file in the data
 *     folder
 * @param tls the service's certificate and its key, or empty: plain HTTP
 * @param plainHttp where plain HTTP may be spoken
 * @param callsPerSecond how often each key may call a node, 0 for as often as it likes
 * @param witness the file or address that each checkpoint is written to, or empty
 */
public record Settings(
    String httpHost,
    int httpPort,
    Optional<DatabaseSettings> database,
    Optional<DatabaseSettings> databaseOwner,
    Path dataDir,
    Optional<Path> rulesDir,
    String defaultRulebase,
    Optional<String> apiKey,
    boolean onePerson,
    LogFormat logFormat,
    Optional<String> masterKey,
    Optional<String> auditKey,
    Optional<HttpSettings.Tls> tls,
    PlainHttp plainHttp,
    int callsPerSecond,
    Optional<String> witness) {

  /** Where plain HTTP may be spoken. */
  public enum PlainHttp {
    /** Only on this machine. */
    LOOPBACK,
    /** Behind a proxy that speaks TLS to everybody else. */
    BEHIND_PROXY,
    /** Anywhere: keys and customers' data go over the wire for all to read. */
    ANYWHERE
  }

  /** How log lines are written. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  /** One setting: its environment variable, default and meaning, as the README's table shows. */
  public enum Name {
    HTTP_HOST("127.0.0.1"),
    HTTP_PORT("8080"),
    DATABASE_URL(null),
    DATABASE_OWNER_URL(null),
    DATA_DIR("rapport-data"),
    RULES_DIR(null),
    DEFAULT_RULEBASE("subscription"),
    API_KEY(null),
    ONE_PERSON("off"),
    LOG_FORMAT("text"),
    MASTER_KEY(null),
    AUDIT_KEY(null),
    TLS_CERTIFICATE(null),
    TLS_KEY(null),
    PLAIN_HTTP("loopback"),
    CALLS_PER_SECOND("0"),
    WITNESS(null);

    private final @Nullable String defaultValue;

    Name(@Nullable String defaultValue) {
      this.defaultValue = defaultValue;
    }

    /** The environment variable: {@code RAPPORT_HTTP_PORT}. */
    public String variable() {
      return "RAPPORT_" + name();
    }

    /** The option: {@code --http-port}. */
    public String option() {
      return "--" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The value when nothing is set, or empty. */
    public Optional<String> defaultValue() {
      return Optional.ofNullable(defaultValue);
    }
  }

  /** The shortest API key accepted, in characters: shorter ones can be guessed. */
  static final int MIN_API_KEY_LENGTH = 16;

  /**
   * Reads the settings.
   *
   * @param environment the environment variables
   * @param options what was given on the command line
   * @throws UsageException with one line for each wrong value
   */
  public static Settings read(Map<String, String> environment, Map<Name, String> options) {
    return new Reader(environment, options).read();
  }

  /** Reads and checks, gathering every complaint before any is told. */
  private static final class Reader {
    private final Map<Name, String> given = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();

    Reader(Map<String, String> environment, Map<Name, String> options) {
      for (Name name : Name.values()) {
        String value = options.getOrDefault(name, environment.get(name.variable()));
        if (value != null && !value.isBlank()) {
          given.put(name, value.strip());
        } else {
          name.defaultValue().ifPresent(usual -> given.put(name, usual));
        }
      }
    }

    Settings read() {
      Optional<DatabaseSettings> database = read(Name.DATABASE_URL, DatabaseSettings::parse);
      Optional<DatabaseSettings> owner = read(Name.DATABASE_OWNER_URL, DatabaseSettings::parse);
      if (owner.isPresent() && database.isEmpty() && !given.containsKey(Name.DATABASE_URL)) {
        complain(
            Name.DATABASE_OWNER_URL,
            "is set, but RAPPORT_DATABASE_URL is not; set both or neither");
      }
      Optional<Integer> port = read(Name.HTTP_PORT, Reader::port);
      Optional<Path> rulesDir = read(Name.RULES_DIR, Reader::folder);
      Optional<String> apiKey = read(Name.API_KEY, Reader::apiKey);
      Optional<Boolean> onePerson = read(Name.ONE_PERSON, Reader::onOrOff);
      Optional<LogFormat> logFormat = read(Name.LOG_FORMAT, Reader::logFormat);
      Optional<Path> dataDir = read(Name.DATA_DIR, Path::of);
      Optional<String> masterKey = read(Name.MASTER_KEY, Reader::secret);
      Optional<String> auditKey = read(Name.AUDIT_KEY, Reader::secret);
      Optional<String> witness = read(Name.WITNESS, text -> text);
      Optional<Path> certificate = read(Name.TLS_CERTIFICATE, Reader::file);
      Optional<Path> tlsKey = read(Name.TLS_KEY, Reader::file);
      if (given.containsKey(Name.TLS_CERTIFICATE) != given.containsKey(Name.TLS_KEY)) {
        complain(
            given.containsKey(Name.TLS_KEY) ? Name.TLS_KEY : Name.TLS_CERTIFICATE,
            "is set without its other half; set certificate and key, or neither");
      }
      Optional<PlainHttp> plainHttp = read(Name.PLAIN_HTTP, Reader::plainHttp);
      Optional<Integer> callsPerSecond = read(Name.CALLS_PER_SECOND, Reader::calls);
      if (!complaints.isEmpty()) {
        throw new UsageException(String.join(System.lineSeparator(), complaints));
      }
      return new Settings(
          given.getOrDefault(Name.HTTP_HOST, ""),
          port.orElseThrow(),
          database,
          owner.or(() -> database),
          dataDir.orElseThrow(),
          rulesDir,
          given.getOrDefault(Name.DEFAULT_RULEBASE, ""),
          apiKey,
          onePerson.orElseThrow(),
          logFormat.orElseThrow(),
          masterKey,
          auditKey,
          certificate.map(file -> new HttpSettings.Tls(file, tlsKey.orElseThrow())),
          plainHttp.orElseThrow(),
          callsPerSecond.orElseThrow(),
          witness);
    }

    private <T> Optional<T> read(Name name, Function<String, T> reader) {
      String value = given.get(name);
      if (value == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(reader.apply(value));
      } catch (IllegalArgumentException e) {
        complain(name, String.valueOf(e.getMessage()));
        return Optional.empty();
      }
    }

    private void complain(Name name, String what) {
      complaints.add("%s (%s) %s.".formatted(name.variable(), name.option(), what));
    }

    private static int port(String text) {
      int port;
      try {
        port = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        port = -1;
      }
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "is \"%s\", but must be a whole number from 0 to 65535 (0 = any free port)"
                .formatted(text));
      }
      return port;
    }

    private static int calls(String text) {
      try {
        int calls = Integer.parseInt(text);
        if (calls >= 0) {
          return calls;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw new IllegalArgumentException(
          "is \"%s\", but must be a whole number from 0 on (0 = no limit)".formatted(text));
    }

    private static Path file(String text) {
      Path file = Path.of(text);
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException("is \"%s\", which cannot be read".formatted(text));
      }
      return file;
    }

    private static PlainHttp plainHttp(String text) {
      for (PlainHttp each : PlainHttp.values()) {
        if (each.name().replace('_', '-').equalsIgnoreCase(text)) {
          return each;
        }
      }
      throw new IllegalArgumentException(
          "is \"%s\", but must be loopback, behind-proxy or anywhere".formatted(text));
    }

    private static Path folder(String text) {
      Path folder = Path.of(text);
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("is \"%s\", which is no folder".formatted(text));
      }
      return folder;
    }

    private static String apiKey(String text) {
      if (text.length() < MIN_API_KEY_LENGTH) {
        throw new IllegalArgumentException(
            "has %d characters, but must have at least %d"
                .formatted(text.length(), MIN_API_KEY_LENGTH));
      }
      return text;
    }

    private static String secret(String text) {
      if (!text.matches("[0-9a-fA-F]{64}")) {
        throw new IllegalArgumentException(
            "has %d characters, but must be 64 hexadecimal digits; openssl rand -hex 32 makes them"
                .formatted(text.length()));
      }
      return text;
    }

    private static boolean onOrOff(String text) {
      return switch (text.toLowerCase(java.util.Locale.ROOT)) {
        case "on" -> true;
        case "off" -> false;
        default ->
            throw new IllegalArgumentException("is \"%s\", but must be on or off".formatted(text));
      };
    }

    private static LogFormat logFormat(String text) {
      for (LogFormat format : LogFormat.values()) {
        if (format.name().equalsIgnoreCase(text)) {
          return format;
        }
      }
      throw new IllegalArgumentException("is \"%s\", but must be text or json".formatted(text));
    }
  }
}
