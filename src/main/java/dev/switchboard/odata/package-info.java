/**
 * What OData 4.01 and Graph's conventions say of any entity: URLs, control information,
 * preconditions, preferences, query options, the JSON that comes in and the JSON that goes out. It
 * knows no entity of this service: those hand it an {@link dev.switchboard.odata.EntityView}.
 */
package dev.switchboard.odata;
