package org.rapport.token;

import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.Role;

/**
 * Whose tokens are taken, and what they allow.
 *
 * @param issuer the issuer's name, as its tokens have it in {@code iss}: an address
 * @param audience what tokens have in {@code aud} that are meant for this service
 * @param keys where the issuer's public keys are; empty: where its discovery document says
 * @param rolesClaim the claim that names roles, dots leading into objects: {@code
 *     realm_access.roles}
 * @param roles what each word of that claim allows; empty: our own words for roles count
 * @param ownerClaim the claim that names the person; empty: issuer and {@code sub} do
 */
public record TokenSettings(
    URI issuer,
    String audience,
    Optional<URI> keys,
    String rolesClaim,
    SortedMap<String, Set<Role>> roles,
    Optional<String> ownerClaim) {

  private static final String DISCOVERY = "/.well-known/openid-configuration";

  public TokenSettings {
    check(issuer);
    keys.ifPresent(TokenSettings::check);
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
  }

  /**
   * Whether keys may be fetched from there: whoever stands between could give other ones.
   *
   * @throws IllegalArgumentException when not; the message goes on behind a setting's name
   */
  public static URI check(URI address) {
    String host = address.getHost();
    boolean here =
        host != null && (host.equals("localhost") || host.equals("[::1]") || isLoopback(host));
    if (host == null
        || !("https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && here))) {
      throw new IllegalArgumentException(
          "is \"%s\", but must be an address that begins with https:// (http:// on this machine only)"
              .formatted(address));
    }
    return address;
  }

  private static boolean isLoopback(String host) {
    return host.matches("127(\\.[0-9]{1,3}){3}");
  }

  /** Where the issuer tells about itself. */
  URI discovery() {
    String text = issuer.toString();
    return URI.create(
        (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + DISCOVERY);
  }

  /** What a word of the roles' claim allows; nothing when it is none of ours. */
  Set<Role> rolesOf(String word) {
    if (!roles.isEmpty()) {
      return roles.getOrDefault(word, Set.of());
    }
    return Role.of(word).<Set<Role>>map(EnumSet::of).orElseGet(Set::of);
  }

  /** What each word allows, read from {@code support=read,analysts=read+audit}. */
  public static SortedMap<String, Set<Role>> roles(String text) {
    SortedMap<String, Set<Role>> roles = new TreeMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "has \"%s\", but must be like support=read,analysts=read+audit".formatted(part));
      }
      Set<Role> allowed =
          roles.computeIfAbsent(part.substring(0, equals).strip(), TokenSettings::none);
      for (String word : part.substring(equals + 1).split("\\+", -1)) {
        allowed.add(
            Role.of(word.strip())
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "has \"%s\", which is no role".formatted(word.strip()))));
      }
    }
    return roles;
  }

  private static Set<Role> none(String word) {
    return EnumSet.noneOf(Role.class);
  }
}
