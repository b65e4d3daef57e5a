/**
 * From a bearer token to a {@link dev.switchboard.security.Caller}, and from a caller's roles to
 * the rows it may see or change ({@link dev.switchboard.security.AccessScope}). Tokens are verified
 * against one OpenID Connect issuer, found by discovery; nothing here knows whether that issuer is
 * Entra or the development one.
 */
package dev.switchboard.security;
