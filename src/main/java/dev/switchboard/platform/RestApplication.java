package dev.switchboard.platform;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** All resources, at the root of the host: the SDKs need {@code /v1.0} there. */
@ApplicationPath("/")
public class RestApplication extends Application {

  /**
   * Jersey would describe every resource to strangers at {@code /application.wadl}; other servers
   * do not know the name.
   */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }
}
