package dev.switchboard.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.ErrorCode;
import dev.switchboard.support.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What nodes over one database know of its keys, in virtual time. */
class KeyRingTest {

  private static final Duration PERIOD = Duration.ofDays(90);

  private final VirtualClock clock = new VirtualClock(Instant.parse("2030-01-31T10:20:30Z"));
  private final MemoryKeys store = new MemoryKeys();
  private final KeyRing ring = new KeyRing(store, PERIOD);
  private final KeyRing other = new KeyRing(store, PERIOD);

  private KeyRing.Keys keys(KeyRing node) {
    return node.at(clock.instant());
  }

  private List<String> published(KeyRing node) {
    return keys(node).published(clock.instant()).getKeys().stream().map(JWK::getKeyID).toList();
  }

  private String signing(KeyRing node, KeyKind kind) {
    return keys(node).of(kind).signing(clock.instant()).get(0).id();
  }

  @Test
  void firstUseMakesAKeyOfEachKind() {
    for (KeyKind kind : KeyKind.values()) {
      assertThat(keys(ring).of(kind).signing(clock.instant())).hasSize(1);
    }
    assertThat(store.stored.stream().map(SigningKey::kind))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(KeyKind.class));
    assertThat(store.stored.stream().map(SigningKey::createdAt)).containsOnly(clock.instant());
  }

  @Test
  void onlyPublicKeysArePublished() {
    List<JWK> published = keys(ring).published(clock.instant()).getKeys();

    assertThat(published).noneMatch(JWK::isPrivate);
    assertThat(published.stream().map(JWK::getKeyType))
        .containsExactlyInAnyOrder(KeyType.RSA, KeyType.OKP);
    assertThat(published).allMatch(key -> KeyUse.SIGNATURE.equals(key.getKeyUse()));
    assertThat(published.stream().map(key -> key.getAlgorithm().getName()))
        .containsExactlyInAnyOrder("RS256", "EdDSA");
  }

  @Test
  void otherNodeTakesTheKeysThatAreThere() {
    assertThat(published(other)).isEqualTo(published(ring)).hasSize(2);
    assertThat(store.renewals).isEqualTo(1);
  }

  @Test
  void keysAreReadOnceAMinute() {
    for (int second = 0; second < 180; second++) {
      assertThat(published(ring)).hasSize(2);
      clock.pass(Duration.ofSeconds(1));
    }
    assertThat(store.reads).isEqualTo(3);
  }

  @Test
  void keyThatAnotherNodeMadeIsPublishedWithinAMinute() {
    assertThat(published(other)).hasSize(2);
    clock.pass(PERIOD.minus(KeySchedule.PUBLISHED_AROUND));
    store.readOnly = true;
    assertThat(published(other)).as("could not make one itself").hasSize(2);
    store.readOnly = false;

    assertThat(published(ring)).hasSize(4);
    clock.pass(KeyRing.READ_AGAIN_AFTER);

    assertThat(published(other)).isEqualTo(published(ring));
    assertThat(store.of(KeyKind.RS256)).hasSize(2);
  }

  @Test
  void newKeySignsWhenAllNodesHavePublishedItForADay() {
    String first = signing(ring, KeyKind.RS256);
    clock.pass(PERIOD.minus(KeySchedule.PUBLISHED_AROUND));
    assertThat(signing(ring, KeyKind.RS256)).isEqualTo(first);
    Instant made = clock.instant();
    String next = store.of(KeyKind.RS256).get(1).id();

    // The other node has been cut off for as long as it may be.
    while (signing(ring, KeyKind.RS256).equals(first)) {
      assertThat(published(ring)).contains(first, next);
      clock.pass(Duration.ofMinutes(10));
    }

    assertThat(signing(ring, KeyKind.RS256)).isEqualTo(next);
    assertThat(Duration.between(made.plus(KeyRing.KEPT_IN_OUTAGE), clock.instant()))
        .isGreaterThan(Duration.ofDays(1));
    assertThat(published(ring)).as("what the old one signed is still on its way").contains(first);
  }

  @Test
  void spentKeyIsErased() {
    String first = signing(ring, KeyKind.HMAC);
    Instant end = clock.instant().plus(PERIOD.plusDays(9));
    while (clock.instant().isBefore(end)) {
      assertThat(published(ring)).isNotEmpty();
      clock.pass(Duration.ofHours(6));
    }

    assertThat(store.of(KeyKind.HMAC)).hasSize(1).noneMatch(key -> key.id().equals(first));
    assertThat(store.stored).hasSize(3);
  }

  @Test
  void keysThatAreKnownGoOnForAnHourWithoutTheDatabase() {
    List<String> known = published(ring);
    store.away = true;

    for (Duration passed = Duration.ZERO;
        passed.compareTo(KeyRing.KEPT_IN_OUTAGE) < 0;
        passed = passed.plusMinutes(1)) {
      assertThat(published(ring)).isEqualTo(known);
      clock.pass(Duration.ofMinutes(1));
    }

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> keys(ring))
        .matches(refusal -> refusal.code() == ErrorCode.SERVICE_UNAVAILABLE);
    store.away = false;
    clock.pass(KeyRing.FIRST_TRIED_AGAIN_AFTER);
    assertThat(published(ring)).isEqualTo(known);
  }

  @Test
  void databaseThatIsAwayIsNotAskedAllTheTime() {
    assertThat(published(ring)).hasSize(2);
    clock.pass(KeyRing.READ_AGAIN_AFTER);
    store.away = true;
    store.reads = 0;

    for (int i = 0; i < 100; i++) {
      assertThat(published(ring)).hasSize(2);
      clock.pass(Duration.ofMillis(100));
    }

    assertThat(store.reads).isEqualTo(2);
  }

  @Test
  void withoutKeysAndWithoutADatabaseThereIsNoService() {
    store.away = true;

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> keys(ring))
        .matches(refusal -> refusal.code() == ErrorCode.SERVICE_UNAVAILABLE);
  }

  @Test
  void firstKeysAreAskedForOnceASecond() {
    store.away = true;
    for (int i = 0; i < 30; i++) {
      assertThatExceptionOfType(ApiException.class).isThrownBy(() -> keys(ring));
      clock.pass(Duration.ofMillis(100));
    }
    assertThat(store.reads).isEqualTo(3);
    store.away = false;

    assertThat(published(ring)).hasSize(2);
  }

  @Test
  void databaseThatIsReadOnlyStillHasItsKeys() {
    List<String> known = published(ring);
    clock.pass(PERIOD);
    store.readOnly = true;

    assertThat(published(other)).isEqualTo(known);
    assertThat(published(ring)).isEqualTo(known);
  }

  /** What an administrator does about a key that has leaked. */
  @Test
  void keysThatSomebodyDeletedAreReplacedWithinAMinute() {
    String leaked = signing(ring, KeyKind.HMAC);
    store.stored.removeIf(key -> key.kind() == KeyKind.HMAC);
    clock.pass(KeyRing.READ_AGAIN_AFTER);

    assertThat(signing(ring, KeyKind.HMAC)).isNotEqualTo(leaked);
    assertThat(store.stored).hasSize(3);
  }

  @Test
  void clockThatGoesBackHarmsNothing() {
    List<String> known = published(ring);
    clock.pass(Duration.ofHours(-2));

    assertThat(published(ring)).isEqualTo(known);
    assertThat(signing(ring, KeyKind.RS256)).isEqualTo(store.of(KeyKind.RS256).get(0).id());
    assertThat(store.stored).hasSize(3);
  }

  /** Whoever has keys does not wait for the one who reads them anew. */
  @Test
  void oneThreadReadsAndTheOthersGoOn() throws Exception {
    SlowStore slow = new SlowStore();
    KeyRing node = new KeyRing(slow, PERIOD);
    List<String> known = published(node);
    clock.pass(KeyRing.READ_AGAIN_AFTER);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      slow.isSlow = true;
      Future<List<String>> reader = thread.submit(() -> published(node));
      assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(published(node)).isEqualTo(known);

      slow.answer.countDown();
      assertThat(reader.get(10, TimeUnit.SECONDS)).isEqualTo(known);
    } finally {
      thread.shutdownNow();
    }
  }

  /** Else each of them would make an attempt of its own, one after the other. */
  @Test
  void whoeverWaitsForAnAttemptThatFailsGivesUpWithIt() throws Exception {
    SlowStore slow = new SlowStore();
    slow.isSlow = true;
    store.away = true;
    KeyRing node = new KeyRing(slow, PERIOD);
    Instant arrival = clock.instant();
    List<Thread> waiting = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<KeyRing.Keys>> all = new ArrayList<>();
      all.add(threads.submit(() -> node.at(arrival)));
      assertThat(slow.asked.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 1; i < 4; i++) {
        Instant later = arrival.plusSeconds(i);
        all.add(
            threads.submit(
                () -> {
                  waiting.add(Thread.currentThread());
                  return node.at(later);
                }));
      }
      await()
          .until(
              () ->
                  waiting.size() == 3
                      && waiting.stream()
                          .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
      slow.answer.countDown();

      for (Future<KeyRing.Keys> each : all) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> each.get(10, TimeUnit.SECONDS))
            .withCauseInstanceOf(ApiException.class);
      }
      assertThat(store.reads).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Answers when it is told to. */
  private final class SlowStore implements KeyRing.Store {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean isSlow;

    @Override
    public List<SigningKey> all() {
      if (isSlow) {
        asked.countDown();
        try {
          assertThat(answer.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return store.all();
    }

    @Override
    public List<SigningKey> renew(Map<KeyKind, JWK> candidates, Instant now, Duration period) {
      return store.renew(candidates, now, period);
    }
  }

  @Test
  void secretsAreInNoText() {
    LoadedKey key = keys(ring).of(KeyKind.HMAC).signing(clock.instant()).get(0);
    String secret =
        store.of(KeyKind.HMAC).get(0).jwk().toOctetSequenceKey().getKeyValue().toString();

    assertThat(key + " " + store.stored).doesNotContain(secret);
  }
}
