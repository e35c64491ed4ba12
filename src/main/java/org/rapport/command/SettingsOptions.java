package org.rapport.command;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings as options, shared by the commands that open the database or listen. */
final class SettingsOptions {
  @Option(
      names = "--http-host",
      paramLabel = "HOST",
      description = "Address to listen on (default 127.0.0.1).")
  @Nullable String httpHost;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port to listen on; 0 takes any free one (default 8080).")
  @Nullable String httpPort;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description =
          "External database, postgresql://user:password@host:port/db (default: embedded).")
  @Nullable String databaseUrl;

  @Option(
      names = "--database-owner-url",
      paramLabel = "URL",
      description = "The role that migrates the external database (default: --database-url).")
  @Nullable String databaseOwnerUrl;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where the embedded database lives (default rapport-data).")
  @Nullable String dataDir;

  @Option(
      names = "--rules-dir",
      paramLabel = "DIR",
      description = "A folder of rulebases (default: those shipped in the jar).")
  @Nullable String rulesDir;

  @Option(
      names = "--default-rulebase",
      paramLabel = "NAME",
      description = "The rulebase that decides when none is named (default subscription).")
  @Nullable String defaultRulebase;

  @Option(names = "--api-key", paramLabel = "KEY", description = "The API key.")
  @Nullable String apiKey;

  @Option(
      names = "--one-person",
      paramLabel = "on|off",
      description = "Whether authors may approve their own drafts (default off).")
  @Nullable String onePerson;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description = "How log lines are written: text or json (default text).")
  @Nullable String logFormat;

  @Option(
      names = "--master-key",
      paramLabel = "HEX",
      description = "What seals customers' keys (default: the file master.key in the data folder).")
  @Nullable String masterKey;

  @Option(
      names = "--audit-key",
      paramLabel = "HEX",
      description = "What signs checkpoints (default: the file audit.key in the data folder).")
  @Nullable String auditKey;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "The service's certificate chain, PEM (default: plain HTTP).")
  @Nullable String tlsCertificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, PEM.")
  @Nullable String tlsKey;

  @Option(
      names = "--plain-http",
      paramLabel = "WHERE",
      description = "Where plain HTTP is spoken: loopback (default), behind-proxy or anywhere.")
  @Nullable String plainHttp;

  @Option(
      names = "--calls-per-second",
      paramLabel = "N",
      description = "How often each key may call a node (default 0: no limit).")
  @Nullable String callsPerSecond;

  @Option(
      names = "--witness",
      paramLabel = "FILE|URL",
      description = "Where each checkpoint is written to besides the database.")
  @Nullable String witness;

  @Option(
      names = "--oidc-issuer",
      paramLabel = "URL",
      description = "The OpenID Connect issuer whose tokens are taken (default: API keys only).")
  @Nullable String oidcIssuer;

  @Option(
      names = "--oidc-audience",
      paramLabel = "TEXT",
      description = "What the issuer's tokens for this service have as aud.")
  @Nullable String oidcAudience;

  @Option(
      names = "--oidc-keys",
      paramLabel = "URL",
      description = "Its public keys, a JWK Set (default: where its discovery document says).")
  @Nullable String oidcKeys;

  @Option(
      names = "--oidc-roles-claim",
      paramLabel = "CLAIM",
      description = "The claim that names roles, dots leading into objects (default roles).")
  @Nullable String oidcRolesClaim;

  @Option(
      names = "--oidc-roles",
      paramLabel = "WORD=ROLE+ROLE,...",
      description = "What each word of that claim allows (default: our own words for roles).")
  @Nullable String oidcRoles;

  @Option(
      names = "--oidc-owner-claim",
      paramLabel = "CLAIM",
      description = "The claim that names the person (default: issuer and sub).")
  @Nullable String oidcOwnerClaim;

  /**
   * The settings by environment and options.
   *
   * @throws UsageException with one line for each wrong value
   */
  Settings read(Map<String, String> environment) {
    Map<Settings.Name, String> options = new EnumMap<>(Settings.Name.class);
    put(options, Settings.Name.HTTP_HOST, httpHost);
    put(options, Settings.Name.HTTP_PORT, httpPort);
    put(options, Settings.Name.DATABASE_URL, databaseUrl);
    put(options, Settings.Name.DATABASE_OWNER_URL, databaseOwnerUrl);
    put(options, Settings.Name.DATA_DIR, dataDir);
    put(options, Settings.Name.RULES_DIR, rulesDir);
    put(options, Settings.Name.DEFAULT_RULEBASE, defaultRulebase);
    put(options, Settings.Name.API_KEY, apiKey);
    put(options, Settings.Name.ONE_PERSON, onePerson);
    put(options, Settings.Name.LOG_FORMAT, logFormat);
    put(options, Settings.Name.MASTER_KEY, masterKey);
    put(options, Settings.Name.AUDIT_KEY, auditKey);
    put(options, Settings.Name.WITNESS, witness);
    put(options, Settings.Name.TLS_CERTIFICATE, tlsCertificate);
    put(options, Settings.Name.TLS_KEY, tlsKey);
    put(options, Settings.Name.PLAIN_HTTP, plainHttp);
    put(options, Settings.Name.CALLS_PER_SECOND, callsPerSecond);
    put(options, Settings.Name.OIDC_ISSUER, oidcIssuer);
    put(options, Settings.Name.OIDC_AUDIENCE, oidcAudience);
    put(options, Settings.Name.OIDC_KEYS, oidcKeys);
    put(options, Settings.Name.OIDC_ROLES_CLAIM, oidcRolesClaim);
    put(options, Settings.Name.OIDC_ROLES, oidcRoles);
    put(options, Settings.Name.OIDC_OWNER_CLAIM, oidcOwnerClaim);
    return Settings.read(environment, options);
  }

  private static void put(
      Map<Settings.Name, String> options, Settings.Name name, @Nullable String value) {
    if (value != null) {
      options.put(name, value);
    }
  }
}
