package org.rapport.store;

import java.util.UUID;
import org.rapport.tree.DecisionLeaf;
import org.rapport.tree.TreeHash;

/**
 * A decision as it is stored: what is personal under its customer's key, and its leaf in the tree.
 *
 * @param subject stands for the customer
 * @param sealed the personal part
 * @param sealedHash its SHA-256
 * @param leafHash the hash of its leaf
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record SealedDecision(
    DecisionRecord record, UUID subject, byte[] sealed, byte[] sealedHash, byte[] leafHash) {

  /**
   * Seals; takes some hundredths of a millisecond.
   *
   * @throws ErasedException when the customer was erased after the decision was asked for: it may
   *     rest on what is gone
   */
  static SealedDecision of(DecisionRecord record, CustomerKeys.Key key, Secrets secrets) {
    DecisionRecord.Header header = record.header();
    if (key.erasedAt() != null && !header.receivedAt().isAfter(key.erasedAt())) {
      throw new ErasedException(
          "The customer was erased at %s, while this decision was in the making.%nMaybe ask again: nothing is known of the customer now."
              .formatted(key.erasedAt()));
    }
    byte[] sealed =
        Sealing.seal(
            secrets,
            key.key(),
            header.decisionId(),
            new Sealing.Opened(
                record.salt(), record.customerId(), record.answer().length, record.packed()));
    byte[] sealedHash = TreeHash.plain(sealed);
    return new SealedDecision(
        record, key.keyId(), sealed, sealedHash, leaf(record, key.keyId(), sealedHash).hash());
  }

  private static DecisionLeaf leaf(DecisionRecord record, UUID subject, byte[] sealedHash) {
    DecisionRecord.Header header = record.header();
    return new DecisionLeaf(
        header.decisionId(),
        subject,
        header.caller(),
        header.asOf(),
        header.receivedAt(),
        header.decidedAt(),
        header.rulebase().name(),
        header.rulebase().version(),
        header.rulebase().build(),
        record.rules().digest(),
        header.fallback(),
        sealedHash,
        record.commitment(),
        false);
  }

  /** The hashes of all their leaves, one after the other. */
  static byte[] leaves(java.util.List<SealedDecision> decisions) {
    byte[] leaves = new byte[decisions.size() * TreeHash.BYTES];
    for (int i = 0; i < decisions.size(); i++) {
      System.arraycopy(decisions.get(i).leafHash(), 0, leaves, i * TreeHash.BYTES, TreeHash.BYTES);
    }
    return leaves;
  }
}
