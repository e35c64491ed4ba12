/** PostgreSQL: the only place that speaks to io.vertx.sqlclient. */
@NullMarked
package org.rapport.store;

import org.jspecify.annotations.NullMarked;
