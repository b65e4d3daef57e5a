package dev.switchboard.platform;

import dev.switchboard.settings.Settings;
import dev.switchboard.upkeep.Repetition;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Tells a developer what to do next, once the service truly answers: a server says that it is up
 * before and even without that. In production it is silent.
 */
@Singleton
@jakarta.ejb.Startup
@DependsOn("Startup")
public class DevelopmentGreeting {

  private static final Logger LOG = System.getLogger(DevelopmentGreeting.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final String TENANT = "11111111-1111-1111-1111-111111111111";

  @Inject private Settings settings;
  @Inject private Repetition attempts;

  private HttpClient http;

  @PostConstruct
  void start() {
    if (settings.development() && settings.baseUrl().isPresent()) {
      http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
      attempts.begin(this::greetWhenServing, RETRY);
    }
  }

  @PreDestroy
  void stop() {
    attempts.stop();
  }

  private boolean greetWhenServing() {
    String base = settings.baseUrl().orElseThrow().toString();
    try {
      if (status(base + "/health/ready") == 200
          && status(base + "/common/v2.0/.well-known/openid-configuration") == 200) {
        LOG.log(Level.INFO, text(base));
        return true;
      }
    } catch (IOException e) {
      // Not listening yet: asked again soon.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private int status(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String text(String base) {
    return """

        Switchboard serves %1$s/v1.0 (development mode, data in %3$s). Try it:

          TOKEN=$(curl -s %1$s/%2$s/oauth2/v2.0/token \\
            -d grant_type=client_credentials -d client_id=bot -d client_secret=development \\
            | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
          post() { curl -si -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@" \\
            | sed -n 's/\\r$//; s/^[Ll]ocation: //p'; }
          CALL=$(post %1$s/v1.0/communications/calls -d '{"callbackUri":"https://bot.example/cb"}')
          OPERATION=$(post $CALL/operations -d '{"@odata.type":"#microsoft.graph.playPromptOperation"}')
          curl -i -X PATCH -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' $OPERATION \\
            -d '{"status":"Completed","resultInfo":{"code":200,"subcode":0,"message":"done"}}'

        The same, and all that is served, in a browser: %1$s%4$s

        Stop it with Ctrl+C.
        """
        .formatted(base, TENANT, settings.dataDir(), ExplorerServlet.PATH);
  }
}
