/** Values that every other package speaks of; nothing here depends on anything but java.*. */
@NullMarked
package org.rapport.model;

import org.jspecify.annotations.NullMarked;
