/** Rulebases: the only place that knows org.kie and org.drools. */
@NullMarked
package org.rapport.rules;

import org.jspecify.annotations.NullMarked;
