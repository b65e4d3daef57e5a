/**
 * The Entity Data Model (OData CSDL 4.01) of what is served: types, their members, and where
 * entities stand. It is data, from which URLs are understood and {@code $metadata} is written; it
 * knows nobody.
 */
package dev.switchboard.edm;
