/** The words that rules may test. */
@NullMarked
package org.rapport.rules.fact;

import org.jspecify.annotations.NullMarked;
