package dev.switchboard.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The applications that are registered with the development issuer, in every tenant. */
enum DevelopmentClient {
  BOT("bot", "Calls.Initiate.All", "Calls.InitiateGroupCall.All", "Calls.AccessMedia.All"),
  BOT_2("bot-2", "Calls.Initiate.All", "Calls.InitiateGroupCall.All", "Calls.AccessMedia.All"),
  MEDIA("media", "CommsOperation.ReadWrite.All"),
  READER("reader", "CommsOperation.Read.All"),
  GUEST("guest");

  private static final String SECRET = "development";

  private final String clientId;
  private final List<String> roles;

  DevelopmentClient(String clientId, String... roles) {
    this.clientId = clientId;
    this.roles = List.of(roles);
  }

  static Optional<DevelopmentClient> authenticated(String clientId, String secret) {
    return Arrays.stream(values())
        .filter(client -> client.clientId.equals(clientId) && SECRET.equals(secret))
        .findFirst();
  }

  String clientId() {
    return clientId;
  }

  List<String> roles() {
    return roles;
  }
}
