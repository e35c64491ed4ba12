/** A rulebase tried out: coverage of its cases, random customers, cases at its rules' numbers. */
@org.jspecify.annotations.NullMarked
package org.rapport.rules.cases;
