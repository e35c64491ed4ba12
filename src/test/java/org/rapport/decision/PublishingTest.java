package org.rapport.decision;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rapport.model.Caller;
import org.rapport.model.DraftStatus;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.LiveChannel;

/** Versions that come to decide on several nodes of one database. */
class PublishingTest {
  private static final Caller ADA = new Caller("ada-laptop", "ada", Caller.firstKey().roles());
  private static final Caller BOB = new Caller("bob-laptop", "bob", Caller.firstKey().roles());

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  /** Another node on the same database. */
  private record Node(Workshop workshop, LiveRulebases rulebases) {
    String version() {
      return rulebases.get("small").ref().version();
    }
  }

  private Node node(boolean onePerson) {
    Workshop workshop =
        Workshop.of(
            house.database.vertx(),
            house.database.database(),
            house.stores.events(),
            house.clock,
            onePerson);
    LiveRulebases rulebases =
        await(workshop.start().start(List.of(SmallRulebase.source()), "small"));
    workshop.publishing().into(rulebases);
    return new Node(workshop, rulebases);
  }

  private static Draft approved(Node node, RulebaseSource source) {
    Drafts drafts = node.workshop().drafts();
    long id = await(drafts.create("small", "Change", source.files(), ADA, null)).draft().id();
    await(drafts.test("small", id, ADA));
    Draft draft = await(drafts.submit("small", id, ADA, "Because"));
    return await(drafts.approve("small", id, String.valueOf(draft.version()), BOB, null));
  }

  private static String publish(Node node, RulebaseSource source) {
    Draft draft = approved(node, source);
    await(node.workshop().drafts().publish("small", draft.id(), draft.version(), ADA, null));
    return String.valueOf(draft.version());
  }

  @Test
  void otherNodesHearOfAPublicationAndFollow() {
    Node one = node(false);
    Node other = node(false);
    AtomicReference<Promise<Void>> heard = new AtomicReference<>(Promise.promise());
    LiveChannel channel =
        await(
            LiveChannel.listen(
                house.database.vertx(),
                house.database.settings(),
                () ->
                    other
                        .workshop()
                        .publishing()
                        .follow()
                        .onComplete(done -> requireNonNull(heard.get()).tryComplete())));
    await(requireNonNull(heard.get()).future());
    String before = other.version();
    heard.set(Promise.promise());

    String version = publish(one, SmallRulebase.heavier());

    await(requireNonNull(heard.get()).future());
    assertThat(one.version()).isEqualTo(version);
    assertThat(other.version()).isEqualTo(version);

    heard.set(Promise.promise());
    await(other.workshop().publishing().rollBack("small", before, BOB, "No"));
    await(requireNonNull(heard.get()).future());
    await(one.workshop().publishing().follow());
    assertThat(one.version()).isEqualTo(before);
    await(channel.close());
  }

  @Test
  void aVersionThatCannotBeLoadedLeavesTheOneBeforeDeciding() {
    Node one = node(false);
    Node other = node(false);
    String before = other.version();
    String version = publish(one, SmallRulebase.heavier());
    // Somebody tampers with what is kept: first with the text, then with the compiled bytes.
    house.database.execute(
        "UPDATE rapport.rulebase_version SET files = replace(files, '3 points each', '4 points each')"
            + " WHERE version = '"
            + version
            + "'");

    await(other.workshop().publishing().follow());

    assertThat(other.version()).isEqualTo(before);
    assertThat(other.workshop().publishing().failures().get("small"))
        .extracting(Publishing.Failed::version)
        .isEqualTo(version);
    assertThat(other.workshop().publishing().notes())
        .anySatisfy(note -> assertThat(note).contains("small", "goes on as it was", "another"));
    assertThatThrownBy(
            () -> await(other.workshop().publishing().rollBack("small", version, BOB, "Back")))
        .hasMessageContaining("cannot be loaded");
    assertThat(other.version()).isEqualTo(before);
  }

  @Test
  void classesThatNoRuleNeedsAreNeverLoaded() {
    Node one = node(false);
    String before = one.version();
    Draft draft = approved(one, SmallRulebase.heavier());
    house.database.execute(
        "UPDATE rapport.rulebase_build SET bytes = 'PK', sha256 = sha256('PK') WHERE version = '"
            + draft.version()
            + "'");

    assertThatThrownBy(
            () ->
                await(
                    one.workshop()
                        .drafts()
                        .publish("small", draft.id(), draft.version(), ADA, null)))
        .isInstanceOfSatisfying(
            StepRefusedException.class,
            refused ->
                assertThat(refused.reason())
                    .isEqualTo(StepRefusedException.Reason.VERSION_UNUSABLE));
    assertThat(one.version()).isEqualTo(before);
    assertThat(house.count("publication")).isEqualTo(1);
  }

  @Test
  void ofTwoThatPublishAtOneTimeOneIsTold() {
    Node one = node(false);
    Node other = node(false);
    Draft first = approved(one, SmallRulebase.heavier());
    Draft second = approved(one, SmallRulebase.weighing(4));

    var publishing =
        List.of(
            one.workshop().drafts().publish("small", first.id(), first.version(), ADA, null),
            other.workshop().drafts().publish("small", second.id(), second.version(), ADA, null));
    long published =
        publishing.stream()
            .filter(
                each -> {
                  try {
                    return await(each).status() == DraftStatus.PUBLISHED;
                  } catch (StepRefusedException refused) {
                    return false;
                  }
                })
            .count();

    assertThat(published).isEqualTo(1);
    assertThat(house.count("publication")).isEqualTo(2);
    await(one.workshop().publishing().follow());
    await(other.workshop().publishing().follow());
    assertThat(one.version()).isEqualTo(other.version());
  }

  @Test
  void onePersonMayApproveHerOwnWhereThatIsSet() {
    Node alone = node(true);
    Drafts drafts = alone.workshop().drafts();
    long id =
        await(drafts.create("small", "Mine", SmallRulebase.heavier().files(), ADA, null))
            .draft()
            .id();
    await(drafts.test("small", id, ADA));
    Draft draft = await(drafts.submit("small", id, ADA, "Because"));
    await(drafts.approve("small", id, String.valueOf(draft.version()), ADA, null));

    // Approved under the setting, it cannot be published by a node without.
    assertThatThrownBy(
            () -> await(node(false).workshop().drafts().publish("small", id, null, BOB, null)))
        .isInstanceOf(StepRefusedException.class);
    await(drafts.publish("small", id, draft.version(), ADA, null));

    assertThat(alone.version()).isEqualTo(draft.version());
    assertThat(alone.workshop().publishing().notes()).hasSize(1);
    assertThat(
            house.database.query(
                "SELECT convert_from(body, 'UTF8')::json -> 'details' ->> 'one-person'"
                    + " FROM rapport.step_log WHERE convert_from(body, 'UTF8') LIKE '%\"published\"%'"))
        .isEqualTo("yes");
  }

  @Test
  void goingBackNeedsNoCompile() {
    Node one = node(false);
    String before = one.version();
    publish(one, SmallRulebase.heavier());
    long builds = house.count("rulebase_build");
    String kept = "SELECT string_agg(sha256::text, ' ' ORDER BY build) FROM rapport.rulebase_build";
    String bytes = house.database.query(kept);

    await(one.workshop().publishing().rollBack("small", before, BOB, "No"));

    assertThat(one.version()).isEqualTo(before);
    assertThat(house.count("rulebase_build")).isEqualTo(builds);
    assertThat(house.database.query(kept)).isEqualTo(bytes);
  }
}
