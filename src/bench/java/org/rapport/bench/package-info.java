/** Measures Rapport beside plain Java, peer engines and bare SQL; nothing of it is in the jar. */
@NullMarked
package org.rapport.bench;

import org.jspecify.annotations.NullMarked;
