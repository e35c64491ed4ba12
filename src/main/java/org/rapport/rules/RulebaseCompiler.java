package org.rapport.rules;

import org.rapport.model.RulebaseRef;
import org.rapport.rules.check.CheckedRulebase;

/**
 * Compiles checked rulebases: re-emits canonical DRL from the checked tree, compiles that behind a
 * {@link Fence}, and audits the classes before anybody loads them.
 */
public final class RulebaseCompiler {
  private final ModelBuild build = new ModelBuild(Fence.toBuild());

  /** Which build the compiler would make of it, without making it. */
  public RulebaseRef refOf(CheckedRulebase rulebase) {
    return BuildDigest.ref(rulebase);
  }

  /**
   * Compiles; takes seconds, so never on an event loop.
   *
   * @throws RulebaseCompileException when the engine refuses the canonical text, or makes classes
   *     of it that no rule needs; a checked rulebase never causes either by itself
   */
  public CompiledRulebase compile(CheckedRulebase rulebase) {
    RulebaseRef ref = refOf(rulebase);
    try {
      ClassArchive archive = build.build(ref, CanonicalDrl.of(rulebase));
      ClassAudit.check(archive);
      return new CompiledRulebase(ref, archive.toBytes());
    } catch (RulebaseCompileException e) {
      throw e;
    } catch (Throwable e) {
      // The engine throws errors, too, for what it should report as messages.
      throw new RulebaseCompileException(rulebase.name(), e);
    }
  }
}
