package org.rapport.rules;

import org.rapport.model.RulebaseRef;

/**
 * A checked rulebase's compiled form: what a node loads in place of compiling.
 *
 * @param ref name, version and build
 * @param bytes the compiled module; its SHA-256 is for whoever stores it to keep
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record CompiledRulebase(RulebaseRef ref, byte[] bytes) {}
