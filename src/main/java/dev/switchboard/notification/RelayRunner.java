package dev.switchboard.notification;

import dev.switchboard.admission.BackgroundPace;
import dev.switchboard.error.ApiException;
import dev.switchboard.error.LogLimit;
import dev.switchboard.error.LogText;
import dev.switchboard.settings.BadSettingException;
import dev.switchboard.settings.Settings;
import dev.switchboard.signing.NotificationSignatures;
import dev.switchboard.upkeep.SchemaReady;
import dev.switchboard.webhook.CallbackRule;
import dev.switchboard.webhook.WebhookClient;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs the {@link OutboxRelay} of this node, from when the schema is up to date until the service
 * stops: at once when a transaction here has left something, and else twice a second, for what
 * another node has left behind or what is tried again.
 */
@ApplicationScoped
public class RelayRunner {

  private static final Logger LOG = System.getLogger(RelayRunner.class.getName());

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration SAID_EVERY = Duration.ofMinutes(1);

  private static final Turns.Limits LIMITS = new Turns.Limits(256, 128, 8, 2);

  /** For the transactions after an answer; sending itself takes none. */
  private static final int THREADS = 2;

  /** That of all background work of this node. */
  private record NodesPace(BackgroundPace pace) implements OutboxRelay.Pace {

    @Override
    public <T> T of(Supplier<T> piece) {
      return pace.of(piece);
    }

    @Override
    public boolean isSlow() {
      return pace.isSlow();
    }
  }

  private final Semaphore wake = new Semaphore(0);
  private final DeliveryFigures figures = new DeliveryFigures();
  private final LogLimit failures = new LogLimit(SAID_EVERY, System::nanoTime);

  @Inject private DeliveryService deliveries;
  @Inject private NotificationSignatures signatures;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private BackgroundPace pace;
  @Resource private ManagedThreadFactory threads;

  private volatile boolean stopped;
  private WebhookClient client;
  private ExecutorService after;
  private OutboxRelay relay;

  /**
   * Begins.
   *
   * @throws BadSettingException if an endpoint of the media platform may not be sent to
   */
  void begin(@Observes SchemaReady ready) {
    requireLawfulEndpoints(settings);
    client = WebhookClient.of(settings, clock, LIMITS.toEndpoint(), LIMITS.all(), LIMITS.all());
    after = Executors.newFixedThreadPool(THREADS, threads);
    relay =
        new OutboxRelay(
            deliveries,
            client::post,
            (delivery, destination, body) ->
                signatures.headers(
                    destination.receiver(), delivery.messageId(), body, clock.instant()),
            new Turns(LIMITS, clock),
            figures,
            clock,
            new Random(),
            after,
            new NodesPace(pace));
    figures.show();
    threads.newThread(this::run).start();
  }

  /** The administrator's endpoints are held to the rule of all others, but at the start. */
  static void requireLawfulEndpoints(Settings settings) {
    CallbackRule rule = CallbackRule.of(settings);
    for (URI endpoint : settings.platformEndpoints().values()) {
      Optional<String> broken = rule.brokenBy(endpoint.toString());
      if (broken.isPresent()) {
        throw new BadSettingException(
            "setting switchboard.platform-endpoint (SWITCHBOARD_PLATFORM_ENDPOINT) "
                + broken.get());
      }
    }
  }

  /** There is something to do. */
  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationsDue due) {
    wake.release();
  }

  @PreDestroy
  void stop() {
    stopped = true;
    wake.release();
    if (client != null) {
      relay.stop();
      client.close();
      after.shutdown();
      figures.hide();
    }
  }

  private void run() {
    boolean more = false;
    try {
      while (!stopped) {
        if (!more && wake.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          // Whatever it was woken for it sees now.
          wake.drainPermits();
        }
        more = !stopped && deliver();
      }
    } catch (InterruptedException e) {
      // The container wants its thread back.
      Thread.currentThread().interrupt();
    }
  }

  private boolean deliver() {
    try {
      return relay.deliver();
    } catch (ApiException e) {
      // The database cannot do it just now; nothing is lost.
      return false;
    } catch (RuntimeException e) {
      // Nobody else would hear of it, and the thread must go on.
      failures
          .next()
          .ifPresent(
              left ->
                  LOG.log(
                      Level.ERROR,
                      "Notifications cannot be delivered just now (%d more failures before)"
                          .formatted(left),
                      LogText.of(e)));
      return false;
    }
  }
}
