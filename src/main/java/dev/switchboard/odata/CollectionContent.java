package dev.switchboard.odata;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an answer tells of a collection.
 *
 * @param entities one page of it
 * @param count how many there are on all pages, if that was asked for
 * @param nextLink URL of the next page, or null on the last
 */
public record CollectionContent(
    List<EntityContent> entities, OptionalLong count, String nextLink) {}
