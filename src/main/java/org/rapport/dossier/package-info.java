/** Decisions told to people, in the words of their language: as a page, and as plain text. */
@NullMarked
package org.rapport.dossier;

import org.jspecify.annotations.NullMarked;
