/**
 * Many requests in one (OData JSON 4.01 section 19, with what Graph does otherwise): reads the
 * batch, lets each of its requests through the resource that it would have reached by itself, and
 * gathers the answers. It holds no rule of any resource; it knows them by their JAX-RS annotations
 * alone. An atomicity group is one turn at the bulkhead and one transaction.
 */
package dev.switchboard.batch;
