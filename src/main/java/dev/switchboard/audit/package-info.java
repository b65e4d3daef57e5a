/**
 * The record of who changed what and who was refused: one line of JSON for each changed row and for
 * each refusal, with the ids of the request and never with content or tokens (OWASP ASVS 5.0 V16).
 * Others say what happened to {@link dev.switchboard.audit.AuditTrail}; the line is written when
 * the answer is decided.
 */
package dev.switchboard.audit;
