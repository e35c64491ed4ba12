package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
  /** Kept between runs for its unpacked programs; the data are new for each test. */
  private static final Path HOME = Path.of("target", "test-embedded").toAbsolutePath();

  private static final Path BLANK = HOME.resolve("blank");
  private static final Path FOLDER = HOME.resolve("own");

  /** What the child process of {@link #aServerWhoseJvmWasKilledIsRecovered} runs. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
      run(server.settings(), "CREATE TABLE kept (word text)");
      run(server.settings(), "INSERT INTO kept VALUES ('before the crash')");
      System.out.println("ready");
      System.in.read(); // waits to be killed
    }
  }

  @BeforeAll
  static void makeABlankCluster() throws IOException {
    PostgresBinaries.deleteAll(BLANK.resolve("data"));
    EmbeddedPostgres.start(BLANK).close();
  }

  @BeforeEach
  void copyIt() throws IOException {
    PostgresBinaries.deleteAll(FOLDER);
    copyAll(BLANK, FOLDER);
  }

  @AfterEach
  void clean() throws IOException {
    PostgresBinaries.deleteAll(FOLDER);
  }

  private static void copyAll(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
      } else if (!path.getFileName().toString().startsWith(".s.PGSQL")) {
        Files.copy(
            path,
            target,
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
            java.nio.file.LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  @Test
  void dataAreKeptBetweenRuns() throws SQLException {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(FOLDER)) {
      run(first.settings(), "CREATE TABLE kept (word text)");
      run(first.settings(), "INSERT INTO kept VALUES ('still here')");
    }
    try (EmbeddedPostgres second = EmbeddedPostgres.start(FOLDER)) {
      assertThat(read(second.settings(), "SELECT word FROM kept")).isEqualTo("still here");
    }
  }

  @Test
  void itIsSafeAgainstCrashesAndStrangers() throws SQLException, IOException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
      DatabaseSettings settings = server.settings();
      assertThat(read(settings, "SHOW fsync")).isEqualTo("on");
      assertThat(read(settings, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(read(settings, "SHOW data_checksums")).isEqualTo("on");
      assertThat(read(settings, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(settings.toString()).doesNotContain(settings.password());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(FOLDER.resolve("password"))))
          .isEqualTo("rw-------");
      DatabaseSettings stranger =
          new DatabaseSettings(
              settings.host(), settings.port(), settings.database(), settings.user(), "guessed");
      assertThatThrownBy(() -> read(stranger, "SELECT 1"))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
    }
  }

  @Test
  void aFolderInUseIsRefusedWithWhatToDo() {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
      assertThat(server.settings().host()).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> EmbeddedPostgres.start(FOLDER))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageContaining("is in use by another Rapport")
          .hasMessageContaining("Maybe");
    }
  }

  @Test
  void aCommandBesideTheServiceJoinsItsServer() throws SQLException {
    try (EmbeddedPostgres owner = EmbeddedPostgres.start(FOLDER)) {
      run(owner.settings(), "CREATE TABLE kept (word text)");
      try (EmbeddedPostgres guest = EmbeddedPostgres.startOrJoin(FOLDER)) {
        run(guest.settings(), "INSERT INTO kept VALUES ('from beside')");
      }
      assertThat(read(owner.settings(), "SELECT word FROM kept")).isEqualTo("from beside");
    }
  }

  @Test
  void aServerWhoseJvmWasKilledIsRecovered() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                FOLDER.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      String line = said.readLine();
      assertThat(line).isEqualTo("ready");
    } finally {
      child.destroyForcibly();
    }
    child.waitFor();
    long orphan =
        Long.parseLong(Files.readAllLines(FOLDER.resolve("data/postmaster.pid")).get(0).strip());
    assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive, "is alive");
    try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
      assertThat(read(server.settings(), "SELECT word FROM kept")).isEqualTo("before the crash");
      // Completes when the process is gone, and fails the test when it stays.
      ProcessHandle.of(orphan)
          .ifPresent(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
      assertThat(ProcessHandle.of(orphan).map(ProcessHandle::isAlive))
          .isNotEqualTo(Optional.of(true));
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramIsNoObstacle() throws IOException, SQLException {
    long notPostgres = ProcessHandle.current().pid();
    Files.writeString(FOLDER.resolve("data/postmaster.pid"), notPostgres + "\n");
    try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
      assertThat(read(server.settings(), "SELECT 'answers'")).isEqualTo("answers");
    }
    assertThat(ProcessHandle.of(notPostgres)).isPresent();
  }

  @Test
  void dataWithoutTheirPasswordAreNotOpened() throws IOException {
    Files.delete(FOLDER.resolve("password"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(FOLDER))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("the password file is gone");
  }

  @Test
  void everyMachineHasItsArchive() {
    assertThat(PostgresBinaries.resource("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
    assertThat(PostgresBinaries.resource("Linux", "aarch64"))
        .isEqualTo("postgres-linux-arm_64.txz");
    assertThat(PostgresBinaries.resource("Mac OS X", "x86_64"))
        .isEqualTo("postgres-darwin-x86_64.txz");
    assertThat(PostgresBinaries.resource("Windows 11", "amd64"))
        .isEqualTo("postgres-windows-x86_64.txz");
  }

  private static void run(DatabaseSettings settings, String sql) throws SQLException {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(DatabaseSettings settings, String sql) throws SQLException {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
  }
}
