package dev.switchboard.security;

/**
 * Whom a call and its operations belong to.
 *
 * @param tenantId the tenant of the application that created the call
 * @param applicationId the application that created the call
 */
public record Owner(String tenantId, String applicationId) {}
