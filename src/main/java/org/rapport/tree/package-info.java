/** A log that nobody can change unseen: RFC 9162 tree, proofs, and signed checkpoints. */
@NullMarked
package org.rapport.tree;

import org.jspecify.annotations.NullMarked;
