package dev.switchboard.edm;

import java.util.List;
import java.util.Optional;

/**
 * An action that is bound to an entity or to a collection of them (OData CSDL 4.01 section 12.1).
 *
 * @param name the name without its namespace
 * @param boundTo the type of the entity, or of those in the collection
 * @param ofCollection whether it is bound to the collection
 * @param parameters besides the binding parameter
 * @param returns the type of what it answers with, if anything
 */
public record Action(
    String name,
    StructuredType boundTo,
    boolean ofCollection,
    List<Property> parameters,
    Optional<StructuredType> returns) {

  /** The name of the parameter that stands for what it is bound to, as in Graph. */
  static final String BINDING_PARAMETER = "bindingParameter";

  public Action {
    parameters = List.copyOf(parameters);
  }
}
