package org.rapport.command;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Drafts;
import org.rapport.model.Role;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.ImpactStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The one draft that a command is about. */
final class MeantDraft {
  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  DraftDesk desk;

  @Parameters(index = "0", paramLabel = "NAME", description = "The rulebase's name.")
  @SuppressWarnings("NullAway.Init")
  String name;

  @Parameters(index = "1", paramLabel = "ID", description = "The draft's number.")
  long id;

  /** Takes a step with it as publishers may, and tells how far it is then. */
  int step(Function<DraftDesk.At, Draft> step) {
    return desk.act(
        Set.of(Role.RULES_PUBLISH),
        at -> {
          desk.print(DraftText.brief(step.apply(at)));
          return RootCommand.FINE;
        });
  }

  /** It as it is now. */
  Draft seen(DraftDesk.At at) {
    return Node.await(at.workshop().drafts().get(name, id));
  }

  /** Prints all there is to see of it; answers it. */
  Draft show(DraftDesk.At at) {
    Drafts.Told told = Node.await(at.workshop().drafts().tell(name, id));
    String version = told.live();
    @Nullable String live =
        version == null ? null : Node.await(at.workshop().publishing().files(name, version));
    desk.print(
        DraftText.whole(told, live, Node.await(new ImpactStore(at.opened().database()).find(id))));
    return told.draft();
  }
}
