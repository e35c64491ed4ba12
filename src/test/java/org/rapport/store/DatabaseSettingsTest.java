package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@db.example:6543/rapport, db.example, 6543, rapport, u, p",
    "postgres://u:p@127.0.0.1/r, 127.0.0.1, 5432, r, u, p",
    "postgresql://u:a%40b%3A+c@[::1]:5432/r, ::1, 5432, r, u, a@b:+c",
    "postgresql://u:a:b@h/r, h, 5432, r, u, a:b"
  })
  void anAddressIsRead(
      String url, String host, int port, String database, String user, String password) {
    assertThat(DatabaseSettings.parse(url))
        .isEqualTo(new DatabaseSettings(host, port, database, user, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "mysql://u:secret@h/r",
        "postgresql://u@h/r",
        "postgresql://:secret@h/r",
        "postgresql://h/r",
        "postgresql://u:secret@h",
        "postgresql://u:secret@h/",
        "postgresql://u:secret@h/a/b",
        "postgresql://u:secret@h:99999/r",
        "postgresql://u:secret@h/r?ssl=true",
        "postgresql://u:se cret@h/r",
        "postgresql://u:secret%zz@h/r"
      })
  void whatIsNoAddressIsRefusedWithoutThePassword(String url) {
    assertThatThrownBy(() -> DatabaseSettings.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The database address ")
        .hasMessageContaining("Maybe write it as postgresql://")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("cret@");
  }

  @Test
  void thePasswordIsNeverPrinted() {
    assertThat(DatabaseSettings.parse("postgresql://u:secret@h/r"))
        .hasToString("postgresql://u@h:5432/r");
  }
}
