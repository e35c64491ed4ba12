package org.rapport.rules.verb;

import java.util.List;

/**
 * One firing of a rule.
 *
 * @param rule the rule's number: its place in the rulebase, from 0
 * @param bound the facts it matched, then the values it bound, both in the order written
 */
public record Match(int rule, List<Object> bound) {}
