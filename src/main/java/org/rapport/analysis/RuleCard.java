package org.rapport.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What is needed to find a rule's sentence again.
 *
 * @param id stable {@code stage.kebab-words}
 * @param title the plain claim
 * @param reason the sentence with its {@code {$values}}
 * @param owner who answers for it, when stated
 * @param file the file, relative to the rulebase
 * @param line where the rule begins, from 1
 */
public record RuleCard(
    String id, String title, String reason, @Nullable String owner, String file, int line) {}
