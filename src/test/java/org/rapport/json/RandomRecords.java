package org.rapport.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.PhaseAnalysis;
import org.rapport.analysis.PointsBreakdown;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.model.AttributeReading;
import org.rapport.model.Contact;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.DecisionInputs;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Explain;
import org.rapport.model.Phase;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** Bodies of records with every field at random, every optional one sometimes absent. */
final class RandomRecords {

  private static final String LETTERS = "ab \"\\/\n\t\u0001{}[]:,é日🙂\u2028";

  private final Random random;
  private final List<RuleCard> cards = new ArrayList<>();

  RandomRecords(long seed) {
    this.random = new Random(seed);
    for (int number = random.nextInt(4); number > 0; number--) {
      cards.add(card(number));
    }
  }

  RecordBody body() {
    return new RecordBody(
        oneOf(Explain.values()),
        maybe(this::inputs),
        random.nextBoolean() ? new Outcome.Decided(analysis()) : fallback());
  }

  private Outcome.Fallback fallback() {
    return new Outcome.Fallback(text(), text(), text(), "{\"n\":1.50}");
  }

  private DecisionInputs inputs() {
    return new DecisionInputs(
        instant(),
        history(),
        maybe(this::point),
        maybe(this::point),
        some(this::segment),
        some(() -> new Contact(text(), text(), text(), random.nextInt(100))),
        byName(this::value),
        maybe(this::text),
        maybe(this::text),
        1 + random.nextInt(25));
  }

  private CustomerHistory history() {
    return new CustomerHistory(
        text(),
        maybe(this::text),
        maybe(this::instant),
        byName(() -> some(this::day)),
        some(() -> new AttributeReading(text(), text(), value(), instant())));
  }

  private DayCount day() {
    int count = 1 + random.nextInt(9);
    return new DayCount(
        date(),
        count,
        random.nextInt(count + 1),
        byName(() -> new DayValue(random.nextInt(9), millionths(), millionths(), instant())));
  }

  private DecisionAnalysis analysis() {
    return new DecisionAnalysis(
        new PhaseAnalysis(oneOf(Phase.values()), random.nextInt(99), some(this::text)),
        oneOf(EvidenceLevel.values()),
        new ScoreAnalysis(
            1 + random.nextInt(100),
            millionths(),
            maybe(this::millionths),
            maybe(this::text),
            maybe(random::nextInt),
            maybe(random::nextInt),
            some(
                () ->
                    new NormalisationStep(text(), maybe(this::text), millionths(), millionths()))),
        cards.stream().map(this::rule).toList(),
        some(() -> new Conclusion.InSegment(segment(), some(this::text), some(this::text))),
        some(
            () ->
                new Conclusion.Chosen(
                    text(),
                    1 + random.nextInt(25),
                    millionths(),
                    "{\"a\":\"%d\"}".formatted(random.nextInt()),
                    some(this::text),
                    some(this::text))),
        some(() -> new NotChosen(text(), text(), text(), maybe(this::text))));
  }

  /** The cards of the rules of the body. */
  List<RuleCard> cards() {
    return cards;
  }

  private RuleCard card(int number) {
    return new RuleCard(
        text() + number, text(), text(), maybe(this::text), text(), 1 + random.nextInt(999));
  }

  private RuleAnalysis rule(RuleCard card) {
    return new RuleAnalysis(
        card,
        millionths(),
        this.<Supplier<Matches>>oneOf(
                () -> new Matches.Listed(some(this::match)),
                () -> new Matches.Counted(random.nextInt(9)),
                Matches.Omitted::new)
            .get());
  }

  private MatchAnalysis match() {
    return new MatchAnalysis(
        millionths(),
        maybe(
            () ->
                new PointsBreakdown(
                    millionths(),
                    random.nextBoolean(),
                    millionths(),
                    maybe(random::nextInt),
                    maybe(random::nextInt),
                    millionths(),
                    maybe(this::millionths))),
        text(),
        byName(this::text),
        some(
            () ->
                this.<Supplier<Evidence>>oneOf(
                        () -> new Evidence.Events(text(), maybe(this::date)),
                        () -> new Evidence.AttributeNamed(text()),
                        () -> new Evidence.Fact(text()))
                    .get()));
  }

  private SegmentLevel segment() {
    Segment segment = oneOf(Segment.values());
    return new SegmentLevel(segment, segment.levels().get(random.nextInt(2)));
  }

  private ScorePoint point() {
    return new ScorePoint(millionths(), 1 + random.nextInt(100));
  }

  private Value value() {
    return this.<Supplier<Value>>oneOf(
            () -> new Value.Numeric(millionths()),
            () -> new Value.Text(text()),
            () -> new Value.Flag(random.nextBoolean()),
            Value.Removed::new)
        .get();
  }

  private long millionths() {
    return switch (random.nextInt(6)) {
      case 0 -> 0;
      case 1 -> Long.MAX_VALUE;
      case 2 -> Long.MIN_VALUE;
      case 3 -> random.nextInt(100) * 1_000_000L;
      case 4 -> random.nextInt(2_000_000) - 1_000_000L;
      default -> random.nextLong();
    };
  }

  private Instant instant() {
    return Instant.ofEpochSecond(
        random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(999_999) * 1_000L);
  }

  private LocalDate date() {
    return LocalDate.ofEpochDay(random.nextInt(30_000));
  }

  private String text() {
    int[] letters = LETTERS.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private <T> List<T> some(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      items.add(item.get());
    }
    return items;
  }

  private <T> SortedMap<String, T> byName(Supplier<T> item) {
    SortedMap<String, T> items = new TreeMap<>();
    some(item).forEach(each -> items.put(text(), each));
    return items;
  }

  private <T> @Nullable T maybe(Supplier<T> item) {
    return random.nextBoolean() ? item.get() : null;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
