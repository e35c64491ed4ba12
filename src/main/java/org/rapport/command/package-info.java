/** The command line. */
@NullMarked
package org.rapport.command;

import org.jspecify.annotations.NullMarked;
