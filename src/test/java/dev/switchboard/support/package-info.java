/** Fixtures: services to test against, tokens, requests. */
package dev.switchboard.support;
