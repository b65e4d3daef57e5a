/**
 * From a bearer token to a {@link dev.switchboard.security.Caller}, and from a caller's roles to
 * the rows it may see or change ({@link dev.switchboard.security.AccessScope}). Tokens are verified
 * against the OpenID Connect issuers of the settings, found by discovery; nothing here knows
 * whether one of them is Entra or the development one.
 */
package dev.switchboard.security;
