package dev.switchboard.batch;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.HttpRefusals;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which method of which resource answers a request, by the annotations that JAX-RS reads and in its
 * order of precedence (Jakarta RESTful Web Services 3.1 section 3.7.2): most literal characters,
 * then most parameters, then most of them with an expression of their own. JAX-RS itself can be
 * asked only by a request over the network.
 */
final class Routes {

  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)\\s*(?::(.*))?}");

  private static final Comparator<Route> PRECEDENCE =
      Comparator.comparingInt(Route::literals)
          .thenComparingInt(route -> route.parameters().size())
          .thenComparingInt(Route::expressions)
          .reversed();

  private final List<Route> routes;

  private Routes(List<Route> routes) {
    this.routes = routes;
  }

  /**
   * A method of a resource.
   *
   * @param template the path, as a regular expression
   * @param parameters the names of the path's parameters: groups of the expression
   * @param literals how many characters of the template are literal
   * @param expressions how many parameters are not any segment
   * @param consumes the media types that it takes a body in; none if it takes none
   */
  private record Route(
      String template,
      Set<String> parameters,
      int literals,
      int expressions,
      String httpMethod,
      Set<String> consumes,
      Class<?> resource,
      Method method,
      Pattern pattern) {}

  /**
   * A request that has found its method.
   *
   * @param parameters of the path, decoded
   */
  record Match(Route route, Map<String, String> parameters) {

    /** The class of the resource. */
    Class<?> resource() {
      return route.resource();
    }

    /**
     * Demands a media type that the method takes.
     *
     * @param mediaType with or without parameters
     * @throws ApiException 415 if it takes another one, or no body at all
     */
    void requireConsumes(String mediaType) {
      String range = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!route.consumes().contains(range)) {
        throw HttpRefusals.of(415);
      }
    }

    /**
     * Calls the method.
     *
     * @param bean the resource
     * @param body null for none
     * @throws ReflectiveOperationException whose cause is what the method throws
     */
    Object invoke(Object bean, JsonObject body) throws ReflectiveOperationException {
      Object[] arguments =
          Arrays.stream(route.method().getParameters())
              .map(
                  parameter ->
                      parameter.getType() == JsonObject.class
                          ? body
                          : parameters.get(parameter.getAnnotation(PathParam.class).value()))
              .toArray();
      return route.method().invoke(bean, arguments);
    }
  }

  /**
   * The routes to resources.
   *
   * @throws IllegalArgumentException if one of them takes what cannot be given from a batch
   */
  static Routes to(Collection<Class<?>> resources) {
    List<Route> routes = new ArrayList<>();
    for (Class<?> resource : resources) {
      for (Method method : resource.getMethods()) {
        httpMethod(method).ifPresent(http -> routes.add(route(resource, method, http)));
      }
    }
    routes.sort(PRECEDENCE);
    return new Routes(routes);
  }

  /**
   * Finds the method.
   *
   * @param requested the path, percent-encoded, without a leading slash; one at the end means
   *     nothing
   * @throws ApiException 404 if there is no resource at the path, 405 if there is one, but not for
   *     this method
   */
  Match match(String httpMethod, String requested) {
    String path =
        requested.endsWith("/") ? requested.substring(0, requested.length() - 1) : requested;
    Optional<String> best =
        routes.stream()
            .filter(route -> route.pattern().matcher(path).matches())
            .map(Route::template)
            .findFirst();
    List<Route> there =
        routes.stream().filter(route -> Optional.of(route.template()).equals(best)).toList();
    if (there.isEmpty()) {
      throw HttpRefusals.of(404);
    }
    Route found =
        there.stream()
            .filter(route -> route.httpMethod().equals(httpMethod))
            .findFirst()
            .orElseThrow(() -> notAllowed(there));
    Matcher matcher = found.pattern().matcher(path);
    if (!matcher.matches()) {
      throw new IllegalStateException("the template matched before");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : found.parameters()) {
      parameters.put(name, decoded(matcher.group(name)));
    }
    return new Match(found, parameters);
  }

  private static ApiException notAllowed(List<Route> there) {
    return HttpRefusals.of(405)
        .withHeader(
            HttpHeaders.ALLOW,
            there.stream().map(Route::httpMethod).sorted().collect(Collectors.joining(", ")));
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  private static Route route(Class<?> resource, Method method, String httpMethod) {
    boolean body = false;
    for (var parameter : method.getParameters()) {
      boolean entity = parameter.getType() == JsonObject.class;
      body |= entity;
      if (!entity && !parameter.isAnnotationPresent(PathParam.class)) {
        throw new IllegalArgumentException("a batch cannot call " + method);
      }
    }
    Consumes consumes =
        method.isAnnotationPresent(Consumes.class)
            ? method.getAnnotation(Consumes.class)
            : resource.getAnnotation(Consumes.class);
    String template =
        Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
            .filter(path -> path != null)
            .map(path -> path.value().replaceAll("^/|/$", ""))
            .collect(Collectors.joining("/"));
    StringBuilder expression = new StringBuilder();
    Set<String> parameters = new TreeSet<>();
    int literals = 0;
    int expressions = 0;
    for (int i = 0; i < template.length(); ) {
      int end = template.charAt(i) == '{' ? closing(template, i) + 1 : literalEnd(template, i);
      Matcher parameter = PARAMETER.matcher(template.substring(i, end));
      if (parameter.matches()) {
        parameters.add(parameter.group(1));
        expressions += parameter.group(2) == null ? 0 : 1;
        String value = parameter.group(2) == null ? "[^/]+" : parameter.group(2).strip();
        expression.append("(?<%s>%s)".formatted(parameter.group(1), value));
      } else {
        literals += end - i;
        expression.append(Pattern.quote(template.substring(i, end)));
      }
      i = end;
    }
    return new Route(
        expression.toString(),
        parameters,
        literals,
        expressions,
        httpMethod,
        body && consumes != null ? Set.of(consumes.value()) : Set.of(),
        resource,
        method,
        Pattern.compile(expression.toString()));
  }

  private static int literalEnd(String template, int begin) {
    int end = template.indexOf('{', begin);
    return end < 0 ? template.length() : end;
  }

  /** Where the parameter ends that begins here: its expression may hold braces of its own. */
  private static int closing(String template, int begin) {
    int depth = 0;
    for (int i = begin; i < template.length(); i++) {
      char c = template.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no end of a parameter in " + template);
  }

  private static String decoded(String text) {
    return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
