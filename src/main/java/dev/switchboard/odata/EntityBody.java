package dev.switchboard.odata;

import jakarta.json.bind.annotation.JsonbTypeSerializer;

/**
 * The body of an answer that holds one entity.
 *
 * @param context the context URL
 * @param select which members to write
 * @param entity the entity
 */
@JsonbTypeSerializer(EntitySerializers.One.class)
public record EntityBody(String context, Select select, EntityView entity) {}
