/** Figures that tell how decisions compare with what happened: plain arithmetic, no stores. */
@NullMarked
package org.rapport.statistics;

import org.jspecify.annotations.NullMarked;
