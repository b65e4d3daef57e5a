package dev.switchboard.odata;

import dev.switchboard.edm.StructuredType;
import dev.switchboard.query.Select;
import java.util.Optional;

/**
 * What an answer tells of one entity.
 *
 * @param entity what it shows of itself
 * @param type its type
 * @param select which members to write
 * @param url its canonical URL, where it is read and edited
 * @param expanded the collection that is written with it, if one is
 */
public record EntityContent(
    EntityView entity,
    StructuredType type,
    Select select,
    String url,
    Optional<Expanded> expanded) {

  /**
   * A collection inside an entity.
   *
   * @param property its name
   * @param context its context URL
   * @param content what is in it
   */
  public record Expanded(String property, String context, CollectionContent content) {}
}
