package dev.switchboard.edm;

/**
 * A navigation property to a contained collection of entities (OData CSDL 4.01 section 8), the only
 * kind there is here.
 *
 * @param name its name
 * @param target the type of the entities
 */
public record NavigationProperty(String name, StructuredType target) {}
