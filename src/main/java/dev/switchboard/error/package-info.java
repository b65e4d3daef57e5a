/**
 * How every refusal and failure leaves the service: {@link dev.switchboard.error.ApiException} for
 * what the code decides, one unwrapper for what the container wraps, one envelope for all (Graph's
 * error object, OData JSON 4.01 section 21). It knows no other package.
 */
package dev.switchboard.error;
