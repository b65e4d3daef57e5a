package dev.switchboard.security;

/**
 * An access token that proves nothing. The message is fixed text: it holds nothing that the token
 * said.
 */
final class InvalidTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidTokenException(String message) {
    super(message, null, false, false);
  }
}
