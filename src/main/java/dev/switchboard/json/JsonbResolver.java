package dev.switchboard.json;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;

/**
 * The one {@link Jsonb} that writes all answers (Jakarta RESTful Web Services 3.1 section 4.3). It
 * is made once, as costly as it is, and may be used by many at a time; without it RESTEasy makes
 * one for each answer, and looks at each class anew.
 */
@Provider
public class JsonbResolver implements ContextResolver<Jsonb> {

  private final Jsonb jsonb = JsonbBuilder.create();

  /** Returns it for every type. */
  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }
}
