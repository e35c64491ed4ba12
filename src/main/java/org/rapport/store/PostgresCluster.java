package org.rapport.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data of an embedded server, and how it is made, started and stopped. */
final class PostgresCluster {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String ROLE = "rapport";
  private static final String SERVICE_ROLE = "rapport_service";
  private static final String SERVICE_PASSWORD_FILE = "service-password";
  private static final int PASSWORD_BYTES = 32;
  private static final int START_ATTEMPTS = 3;

  /** Where a running server's postmaster.pid says its port and whether it is ready. */
  private static final int PID_FILE_PORT = 3;

  private static final int PID_FILE_STATUS = 7;

  /**
   * The longest path that a Unix socket may have on all systems, in bytes, its own name taken off.
   */
  private static final int MAX_SOCKET_FOLDER_LENGTH = 80;

  private final Path home;
  private final Path data;
  private final Path passwordFile;
  private final PostgresBinaries binaries;
  private final PostgresCommand command;

  PostgresCluster(Path home, PostgresBinaries binaries) {
    this.home = home;
    this.data = home.resolve("data");
    this.passwordFile = home.resolve("password");
    this.binaries = binaries;
    this.command = new PostgresCommand(home);
  }

  /** Makes the cluster when there is none, and starts it; the answer says how to connect. */
  DatabaseSettings start() {
    try {
      if (Files.exists(data)) {
        stopWhatWasLeftBehind();
      } else {
        make();
      }
      String password = password();
      for (int attempt = 1; ; attempt++) {
        int port = freePort();
        Files.writeString(data.resolve("postgresql.conf"), configuration(port));
        PostgresCommand.Result started =
            command.run(
                binaries.program("pg_ctl"),
                List.of("start", "-D", data.toString(), "-w", "-t", "60", "-l", log().toString()));
        if (started.succeeded()) {
          return withDatabase(new DatabaseSettings(LOOPBACK, port, "postgres", ROLE, password));
        }
        // Between being found free and being taken, a port may go to somebody else.
        if (attempt == START_ATTEMPTS) {
          throw failed("PostgreSQL does not start", started.output() + PostgresCommand.tail(log()));
        }
      }
    } catch (IOException e) {
      throw failed("The embedded PostgreSQL cannot use its folder", e.toString());
    }
  }

  /** How to connect to the server that another process runs in this folder, when it is ready. */
  static Optional<DatabaseSettings> running(Path home) {
    try {
      List<String> pid = Files.readAllLines(home.resolve("data").resolve("postmaster.pid"));
      if (pid.size() <= PID_FILE_STATUS || !pid.get(PID_FILE_STATUS).strip().equals("ready")) {
        return Optional.empty();
      }
      int port = Integer.parseInt(pid.get(PID_FILE_PORT).strip());
      String password = Files.readString(home.resolve("password")).strip();
      return Optional.of(new DatabaseSettings(LOOPBACK, port, ROLE, ROLE, password));
    } catch (IOException | NumberFormatException e) {
      // It is just coming up or going down: for whoever asks, it is not there.
      return Optional.empty();
    }
  }

  /** How the service itself connects to the server that another process runs in this folder. */
  static Optional<DatabaseSettings> runningService(Path home, DatabaseSettings owner) {
    try {
      return Optional.of(
          service(owner, Files.readString(home.resolve(SERVICE_PASSWORD_FILE)).strip()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static DatabaseSettings service(DatabaseSettings owner, String password) {
    return new DatabaseSettings(
        owner.host(), owner.port(), owner.database(), SERVICE_ROLE, password);
  }

  /**
   * How the service itself connects: its role is made when there is none, and gets the password
   * that stands beside the owner's.
   */
  DatabaseSettings service(DatabaseSettings owner) {
    Path file = home.resolve(SERVICE_PASSWORD_FILE);
    try (Connection connection =
            DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      if (!Files.exists(file)) {
        makePassword(file);
      }
      String password = Files.readString(file).strip();
      try (ResultSet found =
          statement.executeQuery(
              "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(SERVICE_ROLE))) {
        if (!found.next()) {
          statement.execute("CREATE ROLE %s LOGIN".formatted(SERVICE_ROLE));
        }
      }
      statement.execute(
          "ALTER ROLE %s PASSWORD %s".formatted(SERVICE_ROLE, statement.enquoteLiteral(password)));
      return service(owner, password);
    } catch (IOException | SQLException e) {
      stop();
      throw failed("The service's own database role cannot be made", e.getMessage());
    }
  }

  /** Stops the server in order; does nothing when it does not run. */
  void stop() {
    command.run(
        binaries.program("pg_ctl"),
        List.of("stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "60"));
  }

  private Path log() {
    return home.resolve("postgres.log");
  }

  private void make() throws IOException {
    // Made beside and then renamed, so that a half-made cluster is never taken for a whole one.
    Path unfinished = home.resolve("data.unfinished");
    PostgresBinaries.deleteAll(unfinished);
    makePassword(passwordFile);
    PostgresCommand.Result made =
        command.run(
            binaries.program("initdb"),
            List.of(
                "-D",
                unfinished.toString(),
                "-U",
                ROLE,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--data-checksums"));
    if (!made.succeeded()) {
      throw failed("The database cannot be made", made.output());
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private void makePassword(Path file) throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(file);
    Files.createFile(file, ownerOnly());
    Files.writeString(file, HexFormat.of().formatHex(random));
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    if (!Files.getFileStore(home).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  private String password() throws IOException {
    if (!Files.exists(passwordFile, LinkOption.NOFOLLOW_LINKS)) {
      throw failed(
          "The folder %s has data, but the password file is gone".formatted(home),
          "Maybe put the file \"password\" back from a backup.");
    }
    return Files.readString(passwordFile).strip();
  }

  /** A JVM that was killed leaves its server running; with the folder locked, it is nobody's. */
  private void stopWhatWasLeftBehind() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
    if (isPostgres(pid)) {
      stop();
    }
    // Left by a server that was killed too: its number may by now be another program's, for which
    // PostgreSQL would refuse to start.
    Files.deleteIfExists(pidFile);
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().command().orElse("postgres").contains("postgres"))
        .orElse(false);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  private String configuration(int port) {
    String socketFolder =
        home.toString().length() <= MAX_SOCKET_FOLDER_LENGTH && home.toString().indexOf('\'') < 0
            ? home.toString()
            : "";
    return """
        # Written at each start.
        listen_addresses = '%s'
        port = %d
        unix_socket_directories = '%s'
        unix_socket_permissions = 0700
        password_encryption = 'scram-sha-256'
        max_connections = 100
        fsync = on
        synchronous_commit = on
        shared_buffers = 256MB
        max_wal_size = 4GB
        checkpoint_timeout = 15min
        wal_compression = on
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_min_messages = 'warning'
        """
        .formatted(LOOPBACK, port, socketFolder);
  }

  private DatabaseSettings withDatabase(DatabaseSettings maintenance) {
    try (Connection connection =
            DriverManager.getConnection(
                maintenance.jdbcUrl(), maintenance.user(), maintenance.password());
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = 'rapport'")) {
        if (found.next()) {
          return maintenance.withDatabase(ROLE);
        }
      }
      statement.execute("CREATE DATABASE rapport");
      return maintenance.withDatabase(ROLE);
    } catch (SQLException e) {
      stop();
      throw failed("The embedded PostgreSQL started but does not let us in", e.getMessage());
    }
  }

  private EmbeddedPostgresException failed(String what, @Nullable String how) {
    return new EmbeddedPostgresException(
        "%s (folder %s).%n%s%nMaybe name a PostgreSQL of your own with RAPPORT_DATABASE_URL."
            .formatted(what, home, how),
        null);
  }
}
