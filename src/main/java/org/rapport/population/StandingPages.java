package org.rapport.population;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.population.Standing.Verdict;

/**
 * Writes standings as packed bytes and reads them back: a dictionary of words, then a row for each
 * customer that names words by number; all of it one zlib stream (RFC 1950).
 */
public final class StandingPages {
  /** To be raised with every change of how pages are written: older ones are then made anew. */
  public static final int FORMAT = 1;

  private static final int NO_WORD = -1;
  private static final int NUMBER = 0;
  private static final int TEXT = 1;
  private static final int FLAG = 2;

  private StandingPages() {}

  /** The bytes of some standings, in their order. */
  public static byte[] write(List<Standing> standings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Few values repeat so much that a harder search for them would pay.
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DataOutputStream out =
        new DataOutputStream(new DeflaterOutputStream(bytes, deflater, 8_192))) {
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      Writer writer = new Writer(new DataOutputStream(rows));
      for (Standing standing : standings) {
        writer.write(standing);
      }
      out.writeInt(writer.words.size());
      for (String word : writer.words.keySet()) {
        text(out, word);
      }
      out.writeInt(standings.size());
      rows.writeTo(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /** The standings in some bytes that {@link #write} wrote. */
  public static List<Standing> read(byte[] page) {
    try (DataInputStream in =
        new DataInputStream(
            new java.io.BufferedInputStream(
                new InflaterInputStream(new ByteArrayInputStream(page))))) {
      List<String> words = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        words.add(text(in));
      }
      int size = in.readInt();
      List<Standing> standings = new ArrayList<>(size);
      for (int row = 0; row < size; row++) {
        standings.add(standing(in, words));
      }
      return standings;
    } catch (IOException broken) {
      throw new UncheckedIOException("A kept page of standings is broken.", broken);
    }
  }

  /** Not writeUTF, which cannot write more than 65,535 bytes and changes some characters. */
  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static final class Writer {
    private final DataOutputStream out;
    private final Map<String, Integer> words = new LinkedHashMap<>();

    Writer(DataOutputStream out) {
      this.out = out;
    }

    void write(Standing standing) throws IOException {
      text(out, standing.customerId());
      Verdict verdict = standing.verdict();
      out.writeByte(verdict == null ? 0 : verdict.score());
      if (verdict != null) {
        out.writeLong(verdict.rawMillionths());
        word(verdict.band());
        word(verdict.phase().name());
        word(verdict.evidence().name());
        out.writeByte(verdict.segments().size());
        for (SegmentLevel each : verdict.segments()) {
          word(each.segment().name());
          word(each.level().name());
        }
        word(verdict.action());
      }
      out.writeShort(standing.attributes().size());
      for (Map.Entry<String, Value> attribute : standing.attributes().entrySet()) {
        word(attribute.getKey());
        value(attribute.getValue());
      }
    }

    private void word(@Nullable String word) throws IOException {
      out.writeInt(word == null ? NO_WORD : words.computeIfAbsent(word, fresh -> words.size()));
    }

    private void value(Value value) throws IOException {
      if (value instanceof Value.Numeric number) {
        out.writeByte(NUMBER);
        out.writeLong(number.millionths());
      } else if (value instanceof Value.Text text) {
        out.writeByte(TEXT);
        word(text.text());
      } else {
        out.writeByte(FLAG);
        out.writeBoolean(value instanceof Value.Flag flag && flag.flag());
      }
    }
  }

  private static Standing standing(DataInputStream in, List<String> words) throws IOException {
    String customerId = text(in);
    int score = in.readByte();
    Verdict verdict = score == 0 ? null : verdict(in, words, score);
    SortedMap<String, Value> attributes = new TreeMap<>();
    for (int left = in.readShort(); left > 0; left--) {
      attributes.put(words.get(in.readInt()), value(in, words));
    }
    return new Standing(customerId, verdict, attributes);
  }

  private static Verdict verdict(DataInputStream in, List<String> words, int score)
      throws IOException {
    long raw = in.readLong();
    String band = word(in, words);
    Phase phase = Phase.valueOf(words.get(in.readInt()));
    EvidenceLevel evidence = EvidenceLevel.valueOf(words.get(in.readInt()));
    List<SegmentLevel> segments = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      Segment segment = Segment.valueOf(words.get(in.readInt()));
      segments.add(new SegmentLevel(segment, Level.valueOf(words.get(in.readInt()))));
    }
    return new Verdict(raw, score, band, phase, evidence, segments, word(in, words));
  }

  private static @Nullable String word(DataInputStream in, List<String> words) throws IOException {
    int word = in.readInt();
    return word == NO_WORD ? null : words.get(word);
  }

  private static Value value(DataInputStream in, List<String> words) throws IOException {
    return switch (in.readByte()) {
      case NUMBER -> new Value.Numeric(in.readLong());
      case TEXT -> new Value.Text(words.get(in.readInt()));
      default -> new Value.Flag(in.readBoolean());
    };
  }
}
