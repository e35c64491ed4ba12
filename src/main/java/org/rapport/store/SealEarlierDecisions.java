package org.rapport.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.rapport.tree.Commitment;
import org.rapport.tree.DecisionLeaf;
import org.rapport.tree.TreeHash;

/**
 * The migration that seals what was said before there were keys, and lets those decisions wait for
 * their places in the tree, in the order of their ids, which is that of time.
 */
final class SealEarlierDecisions implements JavaMigration {
  private static final String READ =
      """
      SELECT decision_id, caller, as_of, received_at, decided_at, fallback, customer_id,
        answer_length, said, rulebase, version, build, digest, dictionary
      FROM decision JOIN decision_body USING (decision_id) JOIN decided_by ON ref = decided_by
      WHERE decision_id > ? ORDER BY decision_id LIMIT 256
      """;

  private static final String SEAL =
      """
      UPDATE decision SET subject = ?, sealed_hash = ?, commitment = ?, batch_id = ?,
        brought_in = true
      WHERE decision_id = ?
      """;

  private final Secrets secrets;
  private final Map<String, CustomerKeys.Key> keys =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CustomerKeys.Key> eldest) {
          return size() > 10_000;
        }
      };

  SealEarlierDecisions(Secrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("11");
  }

  @Override
  public String getDescription() {
    return "seal earlier decisions";
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    wrapMessageKeySecret(connection);
    hideIdempotencyKeys(connection);
    UUID last = new UUID(0, 0);
    for (List<Earlier> page = page(connection, last);
        !page.isEmpty();
        page = page(connection, last)) {
      seal(connection, page);
      last = page.get(page.size() - 1).leaf().decisionId();
    }
  }

  private void wrapMessageKeySecret(Connection connection) throws SQLException {
    byte[] secret;
    try (PreparedStatement read =
            connection.prepareStatement("SELECT message_key_secret FROM installation");
        ResultSet row = read.executeQuery()) {
      row.next();
      secret = row.getBytes(1);
    }
    try (PreparedStatement write =
        connection.prepareStatement("UPDATE installation SET wrapped_message_key_secret = ?")) {
      write.setBytes(1, MessageKeys.wrap(secrets, secret));
      write.executeUpdate();
    }
  }

  private record Caller(String caller, DecisionRecord.Idempotency key) {}

  private void hideIdempotencyKeys(Connection connection) throws SQLException {
    List<Caller> plain = new ArrayList<>();
    try (PreparedStatement read =
            connection.prepareStatement("SELECT caller, key, request_hash FROM idempotency");
        ResultSet rows = read.executeQuery()) {
      while (rows.next()) {
        plain.add(
            new Caller(
                rows.getString(1),
                new DecisionRecord.Idempotency(rows.getString(2), rows.getBytes(3))));
      }
    }
    try (PreparedStatement write =
        connection.prepareStatement(
            "UPDATE idempotency SET key = ?, request_hash = ? WHERE caller = ? AND key = ?")) {
      for (Caller each : plain) {
        DecisionRecord.Idempotency hidden = secrets.hidden(each.key());
        write.setString(1, hidden.key());
        write.setBytes(2, hidden.requestHash());
        write.setString(3, each.caller());
        write.setString(4, each.key().key());
        write.addBatch();
      }
      write.executeBatch();
    }
  }

  /** An earlier decision, sealed; its batch is not known yet. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Earlier(DecisionLeaf leaf, byte[] sealed) {}

  private List<Earlier> page(Connection connection, UUID after) throws SQLException {
    List<Earlier> page = new ArrayList<>();
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setObject(1, after);
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          page.add(earlier(connection, row));
        }
      }
    }
    return page;
  }

  private Earlier earlier(Connection connection, ResultSet row) throws SQLException {
    UUID decisionId = row.getObject(1, UUID.class);
    String customerId = row.getString(7);
    int answerLength = row.getInt(8);
    byte[] packed = row.getBytes(9);
    byte[] said = Packing.unpack(packed, row.getBytes(14));
    byte[] salt = Commitment.salt();
    CustomerKeys.Key key = key(connection, customerId);
    byte[] sealed =
        Sealing.seal(
            secrets,
            key.key(),
            decisionId,
            new Sealing.Opened(salt, customerId, answerLength, packed));
    return new Earlier(
        new DecisionLeaf(
            decisionId,
            key.keyId(),
            row.getString(2),
            row.getObject(3, OffsetDateTime.class).toInstant(),
            row.getObject(4, OffsetDateTime.class).toInstant(),
            row.getObject(5, OffsetDateTime.class).toInstant(),
            row.getString(10),
            row.getString(11),
            row.getString(12),
            row.getBytes(13),
            row.getBoolean(6),
            TreeHash.plain(sealed),
            Commitment.of(
                salt,
                customerId,
                Arrays.copyOf(said, answerLength),
                Arrays.copyOfRange(said, answerLength, said.length)),
            true),
        sealed);
  }

  private CustomerKeys.Key key(Connection connection, String customerId) throws SQLException {
    CustomerKeys.Key remembered = keys.get(customerId);
    if (remembered != null) {
      return remembered;
    }
    CustomerKeys.Key known = find(connection, customerId);
    CustomerKeys.Key key = known == null ? add(connection, customerId) : known;
    keys.put(customerId, key);
    return key;
  }

  private CustomerKeys.@Nullable Key find(Connection connection, String customerId)
      throws SQLException {
    try (PreparedStatement read =
        connection.prepareStatement(
            "SELECT key_id, wrapped FROM customer_key WHERE pseudonym = ?")) {
      read.setBytes(1, secrets.pseudonym(customerId));
      try (ResultSet row = read.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        UUID keyId = row.getObject(1, UUID.class);
        return new CustomerKeys.Key(keyId, secrets.unwrap(row.getBytes(2), keyId), null);
      }
    }
  }

  private CustomerKeys.Key add(Connection connection, String customerId) throws SQLException {
    UUID keyId = UUID.randomUUID();
    byte[] key = secrets.newKey();
    try (PreparedStatement write =
        connection.prepareStatement(
            "INSERT INTO customer_key (key_id, pseudonym, wrapped) VALUES (?, ?, ?)")) {
      write.setObject(1, keyId);
      write.setBytes(2, secrets.pseudonym(customerId));
      write.setBytes(3, secrets.wrap(key, keyId));
      write.executeUpdate();
    }
    return new CustomerKeys.Key(keyId, key, null);
  }

  private static void seal(Connection connection, List<Earlier> page) throws SQLException {
    long batch;
    try (PreparedStatement next = connection.prepareStatement("SELECT nextval('tree_batch_id')");
        ResultSet row = next.executeQuery()) {
      row.next();
      batch = row.getLong(1);
    }
    byte[] leaves = new byte[page.size() * TreeHash.BYTES];
    UUID[] ids = new UUID[page.size()];
    try (PreparedStatement header = connection.prepareStatement(SEAL);
        PreparedStatement body =
            connection.prepareStatement(
                "UPDATE decision_body SET sealed = ? WHERE decision_id = ?")) {
      for (int i = 0; i < ids.length; i++) {
        DecisionLeaf leaf = page.get(i).leaf();
        ids[i] = leaf.decisionId();
        System.arraycopy(leaf.hash(), 0, leaves, i * TreeHash.BYTES, TreeHash.BYTES);
        header.setObject(1, leaf.subject());
        header.setBytes(2, leaf.sealed());
        header.setBytes(3, leaf.commitment());
        header.setLong(4, batch);
        header.setObject(5, leaf.decisionId());
        header.addBatch();
        body.setBytes(1, page.get(i).sealed());
        body.setObject(2, leaf.decisionId());
        body.addBatch();
      }
      header.executeBatch();
      body.executeBatch();
    }
    Array idArray = connection.createArrayOf("uuid", ids);
    try (PreparedStatement wait =
        connection.prepareStatement("INSERT INTO tree_waiting VALUES (0, ?, ?, ?)")) {
      wait.setLong(1, batch);
      wait.setArray(2, idArray);
      wait.setBytes(3, leaves);
      wait.executeUpdate();
    }
  }
}
