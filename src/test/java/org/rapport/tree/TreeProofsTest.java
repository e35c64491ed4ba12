package org.rapport.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The stored tree, its proofs and its frontier against the definitions of RFC 9162. */
class TreeProofsTest {
  private static final int MOST = 700;

  private static byte[] leafHash(int number) {
    return TreeHash.leaf(("leaf " + number).getBytes(StandardCharsets.UTF_8));
  }

  /** Section 2.1.1 to the letter. */
  private static byte[] defined(int from, int to) {
    int n = to - from;
    if (n == 0) {
      return TreeHash.plain(new byte[0]);
    }
    if (n == 1) {
      return leafHash(from);
    }
    int k = Integer.highestOneBit(n - 1);
    return TreeHash.node(defined(from, from + k), defined(from + k, to));
  }

  /** A tree that grew in steps, of which only the rightmost tiles were at hand at each. */
  private static Map<TileId, byte[]> grown(int size, int step) {
    Map<TileId, byte[]> stored = new HashMap<>();
    for (int at = 0; at < size; at += step) {
      Map<TileId, byte[]> rightmost = new HashMap<>();
      for (TileId id : TileAppender.rightmost(at)) {
        rightmost.put(id, stored.get(id));
      }
      TileAppender appender = new TileAppender(at, rightmost);
      for (int leaf = at; leaf < Math.min(size, at + step); leaf++) {
        appender.add(leafHash(leaf));
      }
      stored.putAll(appender.changed());
      assertThat(appender.root()).isEqualTo(defined(0, Math.min(size, at + step)));
    }
    return stored;
  }

  private static List<byte[]> hashes(Map<TileId, byte[]> stored, List<LeafRange> ranges) {
    Map<TileId, byte[]> needed = new HashMap<>();
    for (TileId id : Tiles.needed(ranges)) {
      needed.put(id, stored.get(id));
    }
    Tiles tiles = new Tiles(needed);
    return ranges.stream().map(tiles::hash).toList();
  }

  @Property(tries = 60)
  void everyLeafIsProvenAndNoOther(
      @ForAll @IntRange(min = 1, max = MOST) int size,
      @ForAll @IntRange(min = 1, max = 300) int step,
      @ForAll @IntRange(max = MOST) int any) {
    Map<TileId, byte[]> stored = grown(size, step);
    int position = any % size;
    byte[] root = defined(0, size);
    List<byte[]> proof = hashes(stored, TreeProofs.inclusion(position, size));
    assertThat(TreeProofs.includes(leafHash(position), position, size, proof, root)).isTrue();
    assertThat(TreeProofs.includes(leafHash(position + 1), position, size, proof, root)).isFalse();
    if (size > 1) {
      int other = (position + 1) % size;
      assertThat(TreeProofs.includes(leafHash(position), other, size, proof, root)).isFalse();
      assertThat(
              TreeProofs.includes(
                  leafHash(position), position, size, proof.subList(1, proof.size()), root))
          .isFalse();
    }
  }

  @Property(tries = 60)
  void aTreeThatWentOnIsProvenAndNoOther(
      @ForAll @IntRange(min = 1, max = MOST) int size,
      @ForAll @IntRange(min = 1, max = 300) int step,
      @ForAll @IntRange(max = MOST) int any) {
    Map<TileId, byte[]> stored = grown(size, step);
    int from = 1 + any % size;
    byte[] earlier = defined(0, from);
    byte[] later = defined(0, size);
    List<byte[]> proof = hashes(stored, TreeProofs.consistency(from, size));
    assertThat(TreeProofs.goesOn(from, earlier, size, later, proof)).isTrue();
    byte[] forked = earlier.clone();
    forked[any % forked.length] ^= 1;
    assertThat(TreeProofs.goesOn(from, forked, size, later, proof)).isFalse();
    assertThat(TreeProofs.goesOn(from, earlier, size, forked, proof)).isFalse();
  }

  @Property(tries = 60)
  void aFrontierGoesOnFromAnySize(
      @ForAll @IntRange(min = 1, max = MOST) int size,
      @ForAll @IntRange(min = 1, max = 300) int step,
      @ForAll @IntRange(max = MOST) int any) {
    int from = any % size;
    Map<TileId, byte[]> stored = grown(size, step);
    Frontier frontier = new Frontier(from, hashes(stored, Frontier.of(from)));
    assertThat(frontier.root()).isEqualTo(defined(0, from));
    for (int leaf = from; leaf < size; leaf++) {
      frontier.add(leafHash(leaf));
    }
    assertThat(frontier.root()).isEqualTo(defined(0, size));
  }

  /** The vectors that Certificate Transparency's own implementations are tested with. */
  @Test
  void knownRoots() {
    List<String> leaves =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    List<String> roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    Frontier frontier = new Frontier();
    List<String> got = new ArrayList<>();
    for (String leaf : leaves) {
      frontier.add(TreeHash.leaf(HexFormat.of().parseHex(leaf)));
      got.add(HexFormat.of().formatHex(frontier.root()));
    }
    assertThat(got).isEqualTo(roots);
    assertThat(HexFormat.of().formatHex(new Frontier().root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
