/** Wire shapes into event batches: the only place that knows other products' field names. */
@NullMarked
package org.rapport.ingest;

import org.jspecify.annotations.NullMarked;
