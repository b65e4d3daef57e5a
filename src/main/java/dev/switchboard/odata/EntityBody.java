package dev.switchboard.odata;

import jakarta.json.bind.annotation.JsonbTypeSerializer;

/**
 * The body of an answer that holds one entity.
 *
 * @param context the context URL
 * @param level how much control information is written
 * @param content the entity
 */
@JsonbTypeSerializer(EntitySerializers.One.class)
public record EntityBody(String context, MetadataLevel level, EntityContent content)
    implements Body {}
