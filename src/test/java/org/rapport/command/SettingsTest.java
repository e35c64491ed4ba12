package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  private static final String URL = "postgresql://ada:secret@db.example:5433/rapport";

  @Test
  void defaults() {
    Settings settings = Settings.read(Map.of(), Map.of());

    assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.database()).isEmpty();
    assertThat(settings.databaseOwner()).isEmpty();
    assertThat(settings.dataDir()).isEqualTo(Path.of("rapport-data"));
    assertThat(settings.rulesDir()).isEmpty();
    assertThat(settings.defaultRulebase()).isEqualTo("subscription");
    assertThat(settings.apiKey()).isEmpty();
    assertThat(settings.logFormat()).isEqualTo(Settings.LogFormat.TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_HOST, RAPPORT_HTTP_HOST, --http-host",
    "HTTP_PORT, RAPPORT_HTTP_PORT, --http-port",
    "DATABASE_URL, RAPPORT_DATABASE_URL, --database-url",
    "DATABASE_OWNER_URL, RAPPORT_DATABASE_OWNER_URL, --database-owner-url",
    "DATA_DIR, RAPPORT_DATA_DIR, --data-dir",
    "RULES_DIR, RAPPORT_RULES_DIR, --rules-dir",
    "DEFAULT_RULEBASE, RAPPORT_DEFAULT_RULEBASE, --default-rulebase",
    "API_KEY, RAPPORT_API_KEY, --api-key",
    "ONE_PERSON, RAPPORT_ONE_PERSON, --one-person",
    "LOG_FORMAT, RAPPORT_LOG_FORMAT, --log-format",
    "MASTER_KEY, RAPPORT_MASTER_KEY, --master-key",
    "AUDIT_KEY, RAPPORT_AUDIT_KEY, --audit-key",
    "WITNESS, RAPPORT_WITNESS, --witness",
    "TLS_CERTIFICATE, RAPPORT_TLS_CERTIFICATE, --tls-certificate",
    "TLS_KEY, RAPPORT_TLS_KEY, --tls-key",
    "PLAIN_HTTP, RAPPORT_PLAIN_HTTP, --plain-http",
    "CALLS_PER_SECOND, RAPPORT_CALLS_PER_SECOND, --calls-per-second",
    "OIDC_ISSUER, RAPPORT_OIDC_ISSUER, --oidc-issuer",
    "OIDC_AUDIENCE, RAPPORT_OIDC_AUDIENCE, --oidc-audience",
    "OIDC_KEYS, RAPPORT_OIDC_KEYS, --oidc-keys",
    "OIDC_ROLES_CLAIM, RAPPORT_OIDC_ROLES_CLAIM, --oidc-roles-claim",
    "OIDC_ROLES, RAPPORT_OIDC_ROLES, --oidc-roles",
    "OIDC_OWNER_CLAIM, RAPPORT_OIDC_OWNER_CLAIM, --oidc-owner-claim",
  })
  void everyNameIsPartOfTheContract(Settings.Name name, String variable, String option) {
    assertThat(name.variable()).isEqualTo(variable);
    assertThat(name.option()).isEqualTo(option);
  }

  @ParameterizedTest
  @EnumSource(Settings.Name.class)
  void everySettingStandsInTheReadme(Settings.Name name) throws Exception {
    assertThat(Files.readString(Path.of("README.md"))).contains("`" + name.variable() + "`");
  }

  @Test
  void environmentIsRead() {
    Settings settings =
        Settings.read(
            Map.of(
                "RAPPORT_HTTP_HOST", "0.0.0.0",
                "RAPPORT_HTTP_PORT", "0",
                "RAPPORT_DATABASE_URL", URL,
                "RAPPORT_API_KEY", "0123456789abcdef",
                "RAPPORT_LOG_FORMAT", "json"),
            Map.of());

    assertThat(settings.httpHost()).isEqualTo("0.0.0.0");
    assertThat(settings.httpPort()).isZero();
    assertThat(settings.database())
        .map(Object::toString)
        .hasValueSatisfying(
            shown -> assertThat(shown).contains("db.example:5433").doesNotContain("secret"));
    assertThat(settings.databaseOwner()).isEqualTo(settings.database());
    assertThat(settings.apiKey()).isEqualTo(Optional.of("0123456789abcdef"));
    assertThat(settings.logFormat()).isEqualTo(Settings.LogFormat.JSON);
  }

  @Test
  void anOptionWinsOverTheEnvironment() {
    Settings settings =
        Settings.read(Map.of("RAPPORT_HTTP_PORT", "8081"), Map.of(Settings.Name.HTTP_PORT, "8082"));

    assertThat(settings.httpPort()).isEqualTo(8082);
  }

  @Test
  void everyWrongValueIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "RAPPORT_HTTP_PORT", "70000",
                        "RAPPORT_LOG_FORMAT", "xml",
                        "RAPPORT_API_KEY", "short",
                        "RAPPORT_DATABASE_URL", "mysql://x",
                        "RAPPORT_RULES_DIR", "no/such/folder"),
                    Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("RAPPORT_HTTP_PORT (--http-port) is \"70000\"")
        .hasMessageContaining("RAPPORT_LOG_FORMAT (--log-format) is \"xml\"")
        .hasMessageContaining("RAPPORT_API_KEY (--api-key) has 5 characters")
        .hasMessageContaining("RAPPORT_DATABASE_URL (--database-url)")
        .hasMessageContaining("RAPPORT_RULES_DIR (--rules-dir) is \"no/such/folder\"");
  }

  @Test
  void anOwnerWithoutADatabaseIsRefused() {
    assertThatThrownBy(() -> Settings.read(Map.of("RAPPORT_DATABASE_OWNER_URL", URL), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("set both or neither");
  }

  @Test
  void tokensNeedAnIssuerAndAnAudience() {
    Map<String, String> both =
        Map.of(
            "RAPPORT_OIDC_ISSUER", "https://id.example/realm",
            "RAPPORT_OIDC_AUDIENCE", "rapport",
            "RAPPORT_OIDC_ROLES", "support=read");
    assertThat(Settings.read(both, Map.of()).tokens())
        .hasValueSatisfying(
            tokens -> {
              assertThat(tokens.issuer()).hasToString("https://id.example/realm");
              assertThat(tokens.rolesClaim()).isEqualTo("roles");
              assertThat(tokens.roles()).containsOnlyKeys("support");
            });
    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "RAPPORT_OIDC_ISSUER", "http://id.example",
                        "RAPPORT_OIDC_ROLES", "support=reader"),
                    Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("RAPPORT_OIDC_ISSUER (--oidc-issuer) is \"http://id.example\"")
        .hasMessageContaining("set issuer and audience, or neither")
        .hasMessageContaining("has \"reader\", which is no role");
  }
}
