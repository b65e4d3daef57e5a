package dev.switchboard.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private static final Routes ROUTES = Routes.to(List.of(Things.class, Thing.class));

  /** A collection. */
  @Path("/things")
  public static class Things {

    /** All. */
    @GET
    public String all() {
      return "all";
    }

    /** One that is not like the others. */
    @GET
    @Path("special")
    public String special() {
      return "special";
    }

    /** How many. */
    @GET
    @Path("{count: \\$count}")
    public String count() {
      return "count";
    }

    /** Adds one. */
    @POST
    @Consumes("application/json")
    public String add(JsonObject body) {
      return body.getString("name");
    }
  }

  /** One of it. */
  @Path("/things/{thingId: (?!\\$|special)[^/]{1,8}}{cast: (/a\\.[A-Z]+)?}")
  public static class Thing {

    /** Reads it. */
    @GET
    public String get(@PathParam("cast") String cast, @PathParam("thingId") String id) {
      return id + "|" + cast;
    }

    /** Fails. */
    @PATCH
    @Consumes({"application/json", "application/merge-patch+json"})
    public String patch(@PathParam("thingId") String id, JsonObject body) {
      throw new IllegalStateException(id + body);
    }
  }

  /** What no batch could call. */
  @Path("/odd")
  public static class Odd {

    /** Takes what is not in a path. */
    @GET
    public String get(@QueryParam("x") String x) {
      return x;
    }
  }

  private static Object answer(String method, String path, JsonObject body) throws Exception {
    Routes.Match match = ROUTES.match(method, path);
    Object bean = match.resource().getConstructor().newInstance();
    return match.invoke(bean, body);
  }

  @ParameterizedTest
  @CsvSource({
    "things, all",
    "things/, all",
    "things/special, special",
    "things/$count, count",
    "things/7, 7|",
    "things/7/a.B, 7|/a.B",
    "things/a%20b+c, a b+c|"
  })
  void mostLiteralTemplateWins(String path, String answer) throws Exception {
    assertThat(answer("GET", path, null)).isEqualTo(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "thing",
        "things//",
        "things/$x",
        "things/123456789",
        "things/7/b",
        "x/things"
      })
  void pathWithoutAResourceIsNotFound(String path) {
    refuses(ErrorCode.NOT_FOUND, () -> ROUTES.match("GET", path));
  }

  @Test
  void methodThatIsNotThereIsNotAllowed() {
    refuses(ErrorCode.METHOD_NOT_ALLOWED, () -> ROUTES.match("DELETE", "things"));
  }

  @Test
  void bodyIsHandedOver() throws Exception {
    assertThat(answer("POST", "things", Json.createObjectBuilder().add("name", "n").build()))
        .isEqualTo("n");
  }

  @Test
  void failureOfTheMethodIsTheCause() {
    assertThatThrownBy(() -> answer("PATCH", "things/7", JsonObject.EMPTY_JSON_OBJECT))
        .hasCause(new IllegalStateException("7{}"));
  }

  @Test
  void mediaTypeIsOneThatTheMethodTakes() {
    Routes.Match patch = ROUTES.match("PATCH", "things/7");
    patch.requireConsumes("Application/Merge-Patch+json; charset=utf-8");

    refuses(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        () -> ROUTES.match("POST", "things").requireConsumes("text/plain"));
    refuses(
        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
        () -> ROUTES.match("GET", "things").requireConsumes("application/json"));
    refuses(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> patch.requireConsumes(""));
  }

  private static void refuses(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void resourceThatTakesMoreThanThePathStopsTheStart() {
    assertThatThrownBy(() -> Routes.to(List.of(Odd.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Odd");
  }
}
