/** The only place that knows our own JSON field names: what is served is what is stored. */
@NullMarked
package org.rapport.json;

import org.jspecify.annotations.NullMarked;
