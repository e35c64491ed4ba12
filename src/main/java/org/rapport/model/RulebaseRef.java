package org.rapport.model;

/**
 * Which rules decided.
 *
 * @param name the rulebase
 * @param version {@code sha256:} and the digest of its canonical rule files, catalogue and tests
 * @param build {@code sha256:} and the digest of version, fact model and engine version
 */
public record RulebaseRef(String name, String version, String build) {}
