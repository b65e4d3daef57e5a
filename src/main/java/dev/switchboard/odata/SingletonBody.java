package dev.switchboard.odata;

import dev.switchboard.edm.StructuredType;
import jakarta.json.bind.annotation.JsonbTypeSerializer;

/**
 * The body of an answer that holds a singleton without members of its own.
 *
 * @param context the context URL
 * @param level how much control information is written
 * @param type its type
 * @param url its canonical URL
 */
@JsonbTypeSerializer(EntitySerializers.Alone.class)
public record SingletonBody(String context, MetadataLevel level, StructuredType type, String url)
    implements Body {}
