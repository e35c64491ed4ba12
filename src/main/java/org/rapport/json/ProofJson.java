package org.rapport.json;

import java.util.List;

/** Proofs as they are served. */
public final class ProofJson {
  private ProofJson() {}

  /**
   * That a decision is in the tree.
   *
   * @param leaf its leaf's text
   * @param proof the hashes from the leaf up
   * @param checkpoint the signed checkpoint that the proof leads to
   * @param key the public key that it is signed with
   */
  public static byte[] inclusion(
      String decisionId,
      long position,
      long size,
      String leaf,
      byte[] leafHash,
      List<byte[]> proof,
      String checkpoint,
      String key) {
    return JsonOut.objectBytes(
        out ->
            out.text("decisionId", decisionId)
                .number("position", position)
                .number("size", size)
                .text("leaf", leaf)
                .text("leafHash", BundleLine.base64(leafHash))
                .texts("proof", proof.stream().map(BundleLine::base64).toList())
                .text("checkpoint", checkpoint)
                .text("key", key));
  }

  /** That the tree of one size goes on from that of another. */
  public static byte[] consistency(long from, long to, List<byte[]> proof) {
    return JsonOut.objectBytes(
        out ->
            out.number("from", from)
                .number("to", to)
                .texts("proof", proof.stream().map(BundleLine::base64).toList()));
  }
}
