/** Use cases: accept events, decide, read back. */
@NullMarked
package org.rapport.decision;

import org.jspecify.annotations.NullMarked;
