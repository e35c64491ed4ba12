package org.rapport.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rapport.analysis.Approval;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.dossier.Section.Block;
import org.rapport.dossier.Section.Bullets;
import org.rapport.dossier.Section.Paragraph;

/** Who answers for the rules of a decision, and how its record stands. */
final class DossierRecord {
  private DossierRecord() {}

  /** How the rules came into force, and who owns those that held. */
  static List<Block> answering(Dossier dossier, Texts texts) {
    List<String> said = new ArrayList<>();
    dossier.approvals().forEach(approval -> said.add(approval(approval, texts)));
    if (dossier.decision().outcome() instanceof Outcome.Decided decided) {
      SortedSet<String> owners = new TreeSet<>();
      for (RuleAnalysis rule : decided.analysis().rules()) {
        if (!rule.isUnmatched() && rule.card().owner() != null) {
          owners.add(texts.get("answer.owner", rule.card().owner(), rule.card().title()));
        }
      }
      said.addAll(owners);
    }
    return List.of(new Bullets(said));
  }

  private static String approval(Approval approval, Texts texts) {
    Instant at = approval.at();
    if (at == null || approval.by() == null) {
      return texts.get("answer.shipped");
    }
    String key = "answer." + approval.how();
    return approval.approvedBy() == null
        ? texts.get(key, texts.day(at), approval.by())
        : texts.get(
            key + ".approved",
            texts.day(at),
            approval.by(),
            Objects.requireNonNull(approval.approvedBy()));
  }

  /** Where the decision stands on record, and how to check it. */
  static List<Block> record(Dossier dossier, Texts texts) {
    return List.of(
        new Paragraph(
            texts.get(
                "record.number",
                dossier.decision().decisionId(),
                texts.instant(dossier.decision().decidedAt()))),
        new Paragraph(
            texts.get(
                "record.rules",
                dossier.decision().rulebase().name(),
                dossier.decision().rulebase().version())),
        new Paragraph(texts.get("record.verify")),
        new Paragraph(texts.get("rights")));
  }
}
