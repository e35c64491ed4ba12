/** The static checker: rule text in, findings or a checked tree out. */
@NullMarked
package org.rapport.rules.check;

import org.jspecify.annotations.NullMarked;
