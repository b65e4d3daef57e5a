package dev.switchboard.odata;

import jakarta.json.bind.annotation.JsonbTypeSerializer;

/**
 * The body of an answer that holds a page of entities.
 *
 * @param context the context URL
 * @param level how much control information is written
 * @param content the page
 */
@JsonbTypeSerializer(EntitySerializers.Many.class)
public record CollectionBody(String context, MetadataLevel level, CollectionContent content)
    implements Body {}
