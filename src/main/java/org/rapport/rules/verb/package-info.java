/** The words that rules may say. */
@NullMarked
package org.rapport.rules.verb;

import org.jspecify.annotations.NullMarked;
