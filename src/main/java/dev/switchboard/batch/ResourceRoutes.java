package dev.switchboard.batch;

import dev.switchboard.odata.ServiceRoot;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** The routes to all resources of this application below a service root, but the batch itself. */
@ApplicationScoped
public class ResourceRoutes {

  @Inject private BeanManager beans;
  private Routes routes;

  @PostConstruct
  void find() {
    Set<Class<?>> resources =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(Bean::getBeanClass)
            .filter(ResourceRoutes::isAnswered)
            .collect(Collectors.toSet());
    routes = Routes.to(resources);
  }

  /** Makes a resource that no batch could call stop the start, not the first batch. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object started) {
    // By now the routes are found.
  }

  private static boolean isAnswered(Class<?> type) {
    return type != BatchResource.class
        && type.isAnnotationPresent(Path.class)
        && type.getAnnotation(Path.class).value().startsWith(ServiceRoot.TEMPLATE);
  }

  Routes get() {
    return routes;
  }
}
