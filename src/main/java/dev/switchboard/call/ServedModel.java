package dev.switchboard.call;

import dev.switchboard.edm.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the model to whoever serves it without knowing what is in it. */
@ApplicationScoped
public class ServedModel {

  /** The one model. */
  @Produces
  @Singleton
  Schema schema() {
    return CallModel.SCHEMA;
  }
}
