package dev.switchboard.odata;

import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.util.List;

/**
 * The body of an answer that holds a page of entities.
 *
 * @param context the context URL
 * @param select which members to write
 * @param entities the page
 * @param nextLink URL of the next page, or null on the last
 */
@JsonbTypeSerializer(EntitySerializers.Many.class)
public record CollectionBody(
    String context, Select select, List<? extends EntityView> entities, String nextLink) {}
