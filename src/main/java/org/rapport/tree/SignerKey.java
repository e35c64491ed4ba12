package org.rapport.tree;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** A private Ed25519 key with a name. */
public final class SignerKey {
  /** How long the secret of a key is. */
  public static final int SEED_BYTES = 32;

  private final PrivateKey key;
  private final VerifierKey verifier;

  /**
   * The key of this secret.
   *
   * @param name without blanks and plus signs
   * @param seed 32 random bytes
   */
  public SignerKey(String name, byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("A signing key's secret has 32 bytes.");
    }
    try {
      this.key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
      this.verifier = new VerifierKey(name, publicKey(seed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java from 15 on has Ed25519", e);
    }
    byte[] probe = {1};
    if (!verifier.verifies(probe, sign(probe))) {
      throw new IllegalStateException("This Java does not make the public key of a secret.");
    }
  }

  /**
   * Java tells the public key of a secret only while it makes a pair: so it is given the secret.
   */
  private static byte[] publicKey(byte[] seed) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(
        NamedParameterSpec.ED25519,
        new SecureRandom() {
          private static final long serialVersionUID = 1L;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The signature on these bytes, 64 bytes. */
  byte[] sign(byte[] bytes) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(key);
      ed25519.update(bytes);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An Ed25519 key signs", e);
    }
  }
}
