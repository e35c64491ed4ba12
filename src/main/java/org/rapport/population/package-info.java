/** Figures of all customers together, as values worked out of how each one stands. */
@NullMarked
package org.rapport.population;

import org.jspecify.annotations.NullMarked;
