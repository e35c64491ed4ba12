package org.rapport.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rapport.model.Event;

/** Keyed hashes that tell messages apart for ever without keeping what they said. */
final class MessageKeys {
  private static final String ALGORITHM = "HmacSHA256";

  private static final UUID NO_CUSTOMER = new UUID(0, 0);

  private final Mac mac;

  MessageKeys(byte[] secret) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }

  /** The secret as it is stored: who has the database alone cannot guess ids by their hashes. */
  static byte[] wrap(Secrets secrets, byte[] secret) {
    return secrets.wrap(secret, NO_CUSTOMER);
  }

  static byte[] unwrap(Secrets secrets, byte[] wrapped) {
    return secrets.unwrap(wrapped, NO_CUSTOMER);
  }

  /** The same for the same (source, message id), and for nothing else. */
  UUID key(Event event) {
    ByteBuffer hash = hash("message", event.source(), event.messageId());
    return new UUID(hash.getLong(), hash.getLong());
  }

  /** The same for the same subject and event type. */
  long fingerprint(Event event) {
    String type =
        event.content() instanceof Event.Occurrence occurrence
            ? "occurrence " + occurrence.eventType()
            : event.content() instanceof Event.Attributes ? "attributes" : "link";
    return hash("content", event.subject().kind().name(), event.subject().id(), type).getLong();
  }

  private ByteBuffer hash(String... parts) {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // The length goes first, so that no two lists of parts run into the same bytes.
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      mac.update(bytes);
    }
    return ByteBuffer.wrap(mac.doFinal());
  }
}
