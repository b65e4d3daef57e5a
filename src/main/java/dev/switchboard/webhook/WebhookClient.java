package dev.switchboard.webhook;

import dev.switchboard.settings.Settings;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncRequesterBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.nio.ssl.BasicClientTlsStrategy;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends one notification, once, to an endpoint of which nothing is believed.
 *
 * <p>The URL and every address of its name are held to the {@link CallbackRule} each time, and the
 * connection goes to an address that was checked, while TLS verifies the name. One deadline ends
 * everything: the lookup, the wait for a connection, the handshake, the answer. An answer whose
 * body is longer than {@value #MOST_BYTES} bytes is cut off there, and nothing of any body is kept.
 * What an HTTP client may do by itself (following redirects, trying again, asking a proxy, sending
 * credentials or cookies, unpacking) does not happen, because HttpCore, of which this is made, does
 * none of it.
 */
public final class WebhookClient implements AutoCloseable {

  /** How long one sending may take in all. */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  /** So much of an answer's body is read, so that its connection can be used again. */
  static final int MOST_BYTES = 4 * 1024;

  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_FIELDS = 64;
  private static final int IO_THREADS = 2;

  /**
   * How much is under way at the same time.
   *
   * @param deadline how long one sending may take in all
   * @param perRoute connections to one address of one endpoint
   * @param total connections in all
   * @param lookups names that are looked up at the same time; as many more may wait for that
   */
  record Limits(Duration deadline, int perRoute, int total, int lookups) {}

  private final CallbackRule rule;
  private final Lookups lookups;
  private final ScheduledThreadPoolExecutor timer;
  private final HttpAsyncRequester connections;
  private final Exchange.Means means;
  private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Begins; {@link #close} ends it.
   *
   * @param rule where notifications may go
   * @param clock what dates in answers are measured by
   * @param tls whose certificates are believed
   * @param resolver what knows the addresses of names
   */
  WebhookClient(
      CallbackRule rule, Clock clock, SSLContext tls, Lookups.Resolver resolver, Limits limits) {
    this.rule = rule;
    lookups = new Lookups(resolver, limits.lookups());
    timer = new ScheduledThreadPoolExecutor(1, Daemons.named("switchboard-webhook-timer"));
    timer.setRemoveOnCancelPolicy(true);
    connections = connections(tls, limits);
    connections.start();
    means = new Exchange.Means(rule, clock, lookups, timer, connections, limits.deadline());
  }

  /**
   * The client of a running service, with this machine's resolver and its trusted authorities. A
   * lookup outlives the attempt that it was for, so {@code lookups} should be as many as {@code
   * total}.
   */
  public static WebhookClient of(
      Settings settings, Clock clock, int perRoute, int total, int lookups) {
    return new WebhookClient(
        CallbackRule.of(settings),
        clock,
        withoutCertificateOfItsOwn(),
        name -> List.of(InetAddress.getAllByName(name)),
        new Limits(DEADLINE, perRoute, total, lookups));
  }

  /**
   * Sends a POST.
   *
   * @param endpoint where to
   * @param headers as they are sent, besides {@code Host}, {@code Content-Length} and {@code
   *     Connection}
   * @param body as it is sent
   * @return how it ended, never exceptionally. What depends on it must be quick, or go to threads
   *     of its own: it is run by those that serve all connections
   */
  public CompletionStage<Attempt> post(URI endpoint, Map<String, String> headers, byte[] body) {
    Exchange exchange;
    try {
      exchange = new Exchange(means, rule.endpoint(endpoint.toString()), headers, body);
    } catch (BrokenRuleException e) {
      return CompletableFuture.completedFuture(
          new Failed(Cause.FORBIDDEN_URL, "the notification URL " + e.getMessage()));
    }
    underWay.add(exchange);
    CompletionStage<Attempt> outcome =
        exchange
            .outcome()
            .thenApply(
                attempt -> {
                  underWay.remove(exchange);
                  return attempt;
                });
    if (closed) {
      exchange.close();
    } else {
      exchange.begin();
    }
    return outcome;
  }

  /** Ends what is under way: each attempt has failed, whatever its receiver got of it. */
  @Override
  public void close() {
    closed = true;
    underWay.forEach(Exchange::close);
    timer.shutdownNow();
    lookups.close();
    connections.close(CloseMode.IMMEDIATE);
  }

  /** For HttpCore, so that the timer here is always the one that says when the time is over. */
  static Timeout longerThan(Duration deadline) {
    return Timeout.of(deadline.multipliedBy(2));
  }

  private static HttpAsyncRequester connections(SSLContext tls, Limits limits) {
    // One timeout for all: a connection keeps that of the exchange for which it was made.
    Timeout timeout = longerThan(limits.deadline());
    return AsyncRequesterBootstrap.bootstrap()
        .setIOReactorConfig(
            IOReactorConfig.custom().setIoThreadCount(IO_THREADS).setSoTimeout(timeout).build())
        .setHttp1Config(
            Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_FIELDS)
                .setBufferSize(MOST_BYTES)
                .setInitialWindowSize(MOST_BYTES)
                .build())
        .setHttpProcessor(
            new DefaultHttpProcessor(
                new RequestContent(), new RequestTargetHost(), new RequestConnControl()))
        .setTlsStrategy(
            new BasicClientTlsStrategy(
                tls,
                (name, engine) -> {
                  SSLParameters parameters = engine.getSSLParameters();
                  // RFC 9110 section 4.3.4; without it any name of a valid certificate would do.
                  parameters.setEndpointIdentificationAlgorithm("HTTPS");
                  engine.setSSLParameters(parameters);
                },
                null))
        .setTlsHandshakeTimeout(timeout)
        .setDefaultMaxPerRoute(limits.perRoute())
        .setMaxTotal(limits.total())
        .create();
  }

  /**
   * TLS by the JVM's trusted authorities. The JVM's own context would show the certificate of the
   * server that this runs on to whoever asks for one.
   */
  private static SSLContext withoutCertificateOfItsOwn() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS", e);
    }
  }
}
