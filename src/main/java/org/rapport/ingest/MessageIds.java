package org.rapport.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.ingest.JsonTree.Fields;

/** Ids for messages that came without one. */
final class MessageIds {
  // They change when a client sends the same message again.
  private static final Set<String> CHANGES_WITH_EACH_SENDING =
      Set.of("sentAt", "writeKey", "messageId", "_metadata");

  private MessageIds() {}

  /**
   * An id that the same content gets again when it is sent again: {@code sha256:} and the digest of
   * its canonical JSON.
   *
   * @param kind what the item is, so that one content told in two ways has two ids
   */
  static String derived(String kind, Fields item) {
    SortedMap<String, JsonTree> content = new TreeMap<>(item.byName());
    content.keySet().removeAll(CHANGES_WITH_EACH_SENDING);
    String text = kind + "\n" + CanonicalJson.anyText(new Fields(content));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
