/** Tokens of an OpenID Connect issuer, for whoever shows one in place of a key. */
@NullMarked
package org.rapport.token;

import org.jspecify.annotations.NullMarked;
