/** The explanation of a decision, as values. */
@NullMarked
package org.rapport.analysis;

import org.jspecify.annotations.NullMarked;
