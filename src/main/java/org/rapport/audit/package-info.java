/** The record of decisions. */
@NullMarked
package org.rapport.audit;

import org.jspecify.annotations.NullMarked;
