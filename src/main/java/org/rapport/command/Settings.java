package org.rapport.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.http.HttpSettings;
import org.rapport.model.Role;
import org.rapport.store.DatabaseSettings;
import org.rapport.token.TokenSettings;

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
 * @param tokens the issuer whose tokens open doors as keys do, or empty
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
    Optional<String> witness,
    Optional<TokenSettings> tokens) {

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
    WITNESS(null),
    OIDC_ISSUER(null),
    OIDC_AUDIENCE(null),
    OIDC_KEYS(null),
    OIDC_ROLES_CLAIM("roles"),
    OIDC_ROLES(null),
    OIDC_OWNER_CLAIM(null);

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
      Optional<Integer> port = read(Name.HTTP_PORT, SettingValues::port);
      Optional<Path> rulesDir = read(Name.RULES_DIR, SettingValues::folder);
      Optional<String> apiKey = read(Name.API_KEY, SettingValues::apiKey);
      Optional<Boolean> onePerson = read(Name.ONE_PERSON, SettingValues::onOrOff);
      Optional<LogFormat> logFormat = read(Name.LOG_FORMAT, SettingValues::logFormat);
      Optional<Path> dataDir = read(Name.DATA_DIR, Path::of);
      Optional<String> masterKey = read(Name.MASTER_KEY, SettingValues::secret);
      Optional<String> auditKey = read(Name.AUDIT_KEY, SettingValues::secret);
      Optional<String> witness = read(Name.WITNESS, text -> text);
      Optional<Path> certificate = read(Name.TLS_CERTIFICATE, SettingValues::file);
      Optional<Path> tlsKey = read(Name.TLS_KEY, SettingValues::file);
      if (given.containsKey(Name.TLS_CERTIFICATE) != given.containsKey(Name.TLS_KEY)) {
        complain(
            given.containsKey(Name.TLS_KEY) ? Name.TLS_KEY : Name.TLS_CERTIFICATE,
            "is set without its other half; set certificate and key, or neither");
      }
      Optional<PlainHttp> plainHttp = read(Name.PLAIN_HTTP, SettingValues::plainHttp);
      Optional<Integer> callsPerSecond = read(Name.CALLS_PER_SECOND, SettingValues::calls);
      Optional<TokenSettings> tokens = tokens();
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
          witness,
          tokens);
    }

    private Optional<TokenSettings> tokens() {
      Optional<URI> issuer = read(Name.OIDC_ISSUER, SettingValues::address);
      Optional<URI> keys = read(Name.OIDC_KEYS, SettingValues::address);
      Optional<SortedMap<String, Set<Role>>> roles = read(Name.OIDC_ROLES, TokenSettings::roles);
      String audience = given.get(Name.OIDC_AUDIENCE);
      if (given.containsKey(Name.OIDC_ISSUER) != (audience != null)) {
        complain(
            audience == null ? Name.OIDC_ISSUER : Name.OIDC_AUDIENCE,
            "is set without its other half; set issuer and audience, or neither");
      }
      return issuer.isEmpty() || audience == null
          ? Optional.empty()
          : Optional.of(
              new TokenSettings(
                  issuer.get(),
                  audience,
                  keys,
                  given.getOrDefault(Name.OIDC_ROLES_CLAIM, ""),
                  roles.orElseGet(TreeMap::new),
                  Optional.ofNullable(given.get(Name.OIDC_OWNER_CLAIM))));
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
  }
}
