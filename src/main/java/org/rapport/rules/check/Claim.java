package org.rapport.rules.check;

/**
 * What a test says: that one thing about the customer is one of some values.
 *
 * @param about what it is about: {@code Activity "Song Played" inAll}
 * @param all every value it could have
 * @param holds the values for which the test holds
 */
record Claim(String about, Domain all, Domain holds) {}
