package dev.switchboard.webhook;

/** A notification URL that breaks a rule; the message says which one and begins with "must". */
final class BrokenRuleException extends Exception {

  private static final long serialVersionUID = 1L;

  BrokenRuleException(String message) {
    super(message);
  }
}
