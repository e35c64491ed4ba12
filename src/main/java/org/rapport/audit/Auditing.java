package org.rapport.audit;

/** What lets others verify the record. */
public record Auditing(Proofs proofs, Export export) {}
