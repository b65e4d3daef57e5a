package dev.switchboard.signing;

import dev.switchboard.error.ApiException;
import dev.switchboard.security.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a receiver can tell that a notification is from this service and for itself, in two ways at
 * once (decision 20): by the bearer token that Graph sends, and by signatures of Standard Webhooks
 * over the very bytes.
 */
@ApplicationScoped
public class NotificationSignatures {

  private KeyRing ring;
  private CallbackIssuer issuer;

  /** For the container's proxy. */
  protected NotificationSignatures() {}

  @Inject
  NotificationSignatures(KeyRing ring, CallbackIssuer issuer) {
    this.ring = ring;
    this.issuer = issuer;
  }

  /**
   * The headers that show where a notification comes from. To be asked for anew at each attempt:
   * its time is signed, too.
   *
   * @param owner whom it is for: the application that is notified
   * @param messageId the same in all attempts
   * @param body as it will be sent
   * @throws ApiException 503 if the keys cannot be read just now
   */
  public Map<String, String> headers(Owner owner, UUID messageId, byte[] body, Instant now) {
    KeyRing.Keys keys = ring.at(now);
    StandardWebhook message = new StandardWebhook(messageId.toString(), now, body);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Authorization",
        "Bearer " + issuer.token(keys.of(KeyKind.RS256).signing(now).get(0), owner, now));
    headers.put("webhook-id", message.id());
    headers.put("webhook-timestamp", message.timestamp());
    headers.put(
        "webhook-signature",
        Stream.concat(
                keys.of(KeyKind.HMAC).signing(now).stream()
                    .map(master -> message.signedWith(secret(master, owner))),
                keys.of(KeyKind.ED25519).signing(now).stream()
                    .map(pair -> message.signedWith((PrivateKey) pair.key())))
            .collect(Collectors.joining(" ")));
    return headers;
  }

  /**
   * The media platform of a tenant as a receiver: it is no application, but known by where it is.
   */
  public static Owner platform(String tenantId, URI endpoint) {
    return new Owner(tenantId, endpoint.toString());
  }

  /**
   * A key that a receiver verifies signatures with.
   *
   * @param id of the key; of a public key its {@code kid}
   * @param scheme the identifier of the signatures that it verifies
   * @param key as Standard Webhooks serialises it
   * @param begin when it signs for the first time
   * @param end when it signs for the last time; empty if that is not known yet
   */
  record ReceiverKey(String id, String scheme, String key, Instant begin, Optional<Instant> end) {

    /** Without the key, which may be a secret. */
    @Override
    public String toString() {
      return "ReceiverKey[%s, %s]".formatted(id, scheme);
    }
  }

  /**
   * The keys by which a receiver can verify what it is sent: those that sign, will sign soon, or
   * have signed lately; secrets first, and each kind in the order in which they begin.
   *
   * @param owner who the receiver is: the secrets are its own
   * @throws ApiException 503 if they cannot be read just now
   */
  List<ReceiverKey> keysOf(Owner owner, Instant now) {
    KeyRing.Keys keys = ring.at(now);
    List<ReceiverKey> all = new ArrayList<>();
    KeySchedule<LoadedKey> masters = keys.of(KeyKind.HMAC);
    for (LoadedKey master : masters.published(now)) {
      all.add(
          new ReceiverKey(
              master.id(),
              StandardWebhook.SYMMETRIC,
              StandardWebhook.serialized(secret(master, owner)),
              master.validFrom(),
              masters.signsUntil(master)));
    }
    KeySchedule<LoadedKey> pairs = keys.of(KeyKind.ED25519);
    for (LoadedKey pair : pairs.published(now)) {
      all.add(
          new ReceiverKey(
              pair.id(),
              StandardWebhook.ASYMMETRIC,
              StandardWebhook.serialized(pair.publicKey().orElseThrow().toOctetKeyPair()),
              pair.validFrom(),
              pairs.signsUntil(pair)));
    }
    return all;
  }

  private static SecretKeySpec secret(LoadedKey master, Owner owner) {
    return StandardWebhook.secret(master.key(), owner);
  }
}
