package dev.switchboard.odata;

import dev.switchboard.edm.Property;
import dev.switchboard.query.Select;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.util.Optional;

/**
 * The body of an answer that holds one property (OData JSON 4.01 section 11).
 *
 * @param context the context URL
 * @param level how much control information is written
 * @param value never null, which has no body
 * @param declared the property in the model, if it stands there
 * @param select which members of a complex value to write
 */
@JsonbTypeSerializer(EntitySerializers.Single.class)
public record PropertyBody(
    String context, MetadataLevel level, Object value, Optional<Property> declared, Select select)
    implements Body {}
