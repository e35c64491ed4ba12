package org.rapport.decision;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rapport.analysis.Approval;
import org.rapport.json.FilesJson;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.Database;
import org.rapport.store.DraftStore;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.VersionStore;
import org.rapport.store.VersionStore.Publication;

/** The versions that ever decided: their files, and how each came into force. */
public final class PublishedVersions implements RecordedRules.KeptFiles, Approvals {
  private final VersionStore versions;
  private final DraftStore drafts;

  /** The versions on record in this database. */
  public PublishedVersions(Database database) {
    this.versions = new VersionStore(database);
    this.drafts = new DraftStore(database);
  }

  @Override
  public Future<Optional<RulebaseSource>> find(String rulebase, String version) {
    return versions
        .files(rulebase, version)
        .map(found -> found.map(files -> new RulebaseSource(rulebase, FilesJson.files(files))));
  }

  @Override
  public Future<List<Approval>> of(RulebaseRef ref) {
    return versions
        .history(ref.name(), Publishing.MAX_HISTORY)
        .compose(
            history -> {
              Future<List<Approval>> all = Future.succeededFuture(new ArrayList<>());
              for (Publication publication : history) {
                if (publication.version().equals(ref.version())) {
                  all = all.compose(known -> with(known, publication));
                }
              }
              return all;
            })
        .map(all -> all.isEmpty() ? List.of(Approval.SHIPPED) : all);
  }

  private Future<List<Approval>> with(List<Approval> known, Publication publication) {
    Long draftId = publication.draftId();
    Future<Optional<Draft>> draft =
        draftId == null
            ? Future.succeededFuture(Optional.empty())
            : drafts.find(publication.rulebase(), draftId);
    return draft.map(
        found -> {
          known.add(
              new Approval(
                  publication.step(),
                  publication.at(),
                  publication.owner(),
                  found.map(Draft::approver).orElse(null)));
          return known;
        });
  }
}
