/** The HTTP API: the only place that knows io.vertx.ext.web. */
@NullMarked
package org.rapport.http;

import org.jspecify.annotations.NullMarked;
