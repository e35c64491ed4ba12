/** Entry point, settings and wiring. */
@NullMarked
package org.rapport;

import org.jspecify.annotations.NullMarked;
