package dev.switchboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.notification.Delivery.Destination;
import dev.switchboard.security.Owner;
import dev.switchboard.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the notifications of streams go, whatever is stored of their calls. */
class DestinationsTest {

  private static final Owner BOT = new Owner("t1", "bot");
  private static final URI PLATFORM = URI.create("https://media.example/hook");

  private record OfCall(UUID callId, Audience audience, Owner owner)
      implements Destinations.Stream {}

  private final OfCall first = new OfCall(UUID.randomUUID(), Audience.BOT, BOT);
  private final OfCall second = new OfCall(UUID.randomUUID(), Audience.BOT, BOT);

  private static Destinations destinations(Map<UUID, String> callbackUris) {
    return new Destinations(
        Settings.from(Map.of("SWITCHBOARD_PLATFORM_ENDPOINT", "t1=" + PLATFORM), Map.of()),
        asked -> callbackUris);
  }

  /** Whatever an older release has let in. */
  @ParameterizedTest
  @ValueSource(
      strings = {"https://bot example/", "https:bot.example", "mailto:bot@example", "%%", ""})
  void urlThatCannotBeReadHidesNoOther(String url) {
    Destinations destinations =
        destinations(Map.of(first.callId(), url, second.callId(), "https://Bot.example/cb"));

    Map<OfCall, Destination> to = destinations.of(List.of(first, second));

    assertThat(to).containsOnlyKeys(second);
    assertThat(to.get(second).endpoint()).isEqualTo("bot.example");
    assertThat(to.get(second).receiver()).isEqualTo(BOT);
  }

  @Test
  void platformIsTheTenantsAndNobodysElse() {
    OfCall own = new OfCall(first.callId(), Audience.PLATFORM, BOT);
    OfCall other = new OfCall(second.callId(), Audience.PLATFORM, new Owner("t2", "bot"));

    Map<OfCall, Destination> to = destinations(Map.of()).of(List.of(own, other));

    assertThat(to).containsOnlyKeys(own);
    assertThat(to.get(own).url()).isEqualTo(PLATFORM);
    assertThat(to.get(own).receiver()).isEqualTo(new Owner("t1", PLATFORM.toString()));
  }
}
