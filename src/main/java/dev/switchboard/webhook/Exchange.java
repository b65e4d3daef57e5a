package dev.switchboard.webhook;

import dev.switchboard.webhook.Attempt.Accepted;
import dev.switchboard.webhook.Attempt.Cause;
import dev.switchboard.webhook.Attempt.Failed;
import dev.switchboard.webhook.Attempt.Gone;
import dev.switchboard.webhook.Attempt.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncRequester;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.net.URIAuthority;

/**
 * One POST, from the name of its endpoint to the verdict. It is told what happens by three kinds of
 * threads: those of lookups, the timer, and those that serve connections; whoever is first with a
 * verdict ends it.
 */
final class Exchange implements AsyncClientExchangeHandler {

  /** What all exchanges of a client share. */
  record Means(
      CallbackRule rule,
      Clock clock,
      Lookups lookups,
      ScheduledExecutorService timer,
      HttpAsyncRequester connections,
      Duration deadline) {}

  /** What is being waited for, and what is said of it when the time is over. */
  private enum Phase {
    LOOKUP("the name of %s did not resolve in time"),
    /** The wait for one that is free, and TCP. */
    CONNECTION("no connection to %s was made in time"),
    HANDSHAKE("the TLS handshake with %s did not end in time"),
    ANSWER("%s did not answer in time");

    private final String sentence;

    Phase(String sentence) {
      this.sentence = sentence;
    }
  }

  /** Whoever has more addresses than this is reached by one of the first, or not. */
  private static final int MOST_ADDRESSES = 4;

  private static final int GONE = 410;

  private final Means means;
  private final Endpoint endpoint;
  private final HttpRequest request;
  private final ByteBuffer body;
  private final CompletableFuture<Attempt> outcome = new CompletableFuture<>();

  /** Only touched by the thread that serves the connection. */
  private int read;

  private boolean sent;
  private boolean reusable;

  // All below: guarded by this.
  private Phase phase = Phase.LOOKUP;
  private final List<Future<?>> timers = new ArrayList<>();
  private int begun;
  private int notMade;
  private AsyncClientEndpoint connection;
  private Attempt verdict;
  private boolean ended;

  Exchange(Means means, Endpoint endpoint, Map<String, String> headers, byte[] body) {
    this.means = means;
    this.endpoint = endpoint;
    this.body = ByteBuffer.wrap(body).asReadOnlyBuffer();
    request =
        new BasicHttpRequest(
            Method.POST.name(),
            endpoint.secure() ? "https" : "http",
            new URIAuthority(
                endpoint.host().text(), endpoint.hasDefaultPort() ? -1 : endpoint.port()),
            endpoint.target());
    headers.forEach(request::addHeader);
  }

  /** How it ends; never exceptionally. */
  CompletableFuture<Attempt> outcome() {
    return outcome;
  }

  /** Begins, and does not wait. */
  void begin() {
    try {
      startTimer(this::timeIsOver, means.deadline());
      Optional<InetAddress> literal = endpoint.host().address();
      if (literal.isPresent()) {
        connect(List.of(literal.get()), 0);
      } else {
        means
            .lookups()
            .of(endpoint.host().text())
            .whenComplete(
                (addresses, failure) -> {
                  if (failure == null) {
                    resolved(addresses);
                  } else {
                    end(Failures.ofLookup(endpoint, failure));
                  }
                });
      }
    } catch (RejectedExecutionException e) {
      // The timer takes nothing more.
      close();
    }
  }

  /** Ends, because the client is closed. */
  void close() {
    end(new Failed(Cause.CLOSED, "no notifications are sent any more"));
  }

  // ---- before there is a connection

  private void startTimer(Runnable task, Duration delay) {
    Future<?> timer = means.timer().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    synchronized (this) {
      timers.add(timer);
    }
  }

  private void timeIsOver() {
    Attempt attempt;
    synchronized (this) {
      // What is late is only the rest of a body that nobody reads.
      attempt =
          verdict == null
              ? new Failed(Cause.DEADLINE, phase.sentence.formatted(endpoint))
              : verdict;
    }
    end(attempt);
  }

  private void resolved(List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      end(new Failed(Cause.UNKNOWN_NAME, "the name of %s has no address".formatted(endpoint)));
      return;
    }
    for (InetAddress one : addresses) {
      Optional<String> kind = means.rule().brokenBy(endpoint, one);
      if (kind.isPresent()) {
        // Also if others are public: whoever owns the name could have us try until it is this one.
        end(
            new Failed(
                Cause.FORBIDDEN_ADDRESS,
                "the name of %s resolves to %s".formatted(endpoint, kind.get())));
        return;
      }
    }
    connect(addresses.stream().distinct().limit(MOST_ADDRESSES).toList(), 0);
  }

  /**
   * Tries one address, and the next one if that fails or takes too long: a host may have addresses
   * of a kind that this machine cannot reach. The first connection that is there is taken.
   */
  private void connect(List<InetAddress> addresses, int index) {
    synchronized (this) {
      if (ended || connection != null || begun != index) {
        return;
      }
      begun++;
      phase = Phase.CONNECTION;
    }
    try {
      if (index + 1 < addresses.size()) {
        startTimer(
            () -> connect(addresses, index + 1), means.deadline().dividedBy(addresses.size()));
      }
      HttpHost host =
          new HttpHost(
              request.getScheme(), addresses.get(index), endpoint.host().text(), endpoint.port());
      // Not to be cancelled: a connection that is made in this moment would be lost to the pool.
      Future<AsyncClientEndpoint> unused =
          means
              .connections()
              .connect(
                  host,
                  WebhookClient.longerThan(means.deadline()),
                  null,
                  new Connecting(addresses, index));
    } catch (RejectedExecutionException | IllegalStateException e) {
      // The timer and the connections take nothing more.
      close();
    }
  }

  private final class Connecting implements FutureCallback<AsyncClientEndpoint> {

    private final List<InetAddress> addresses;
    private final int index;

    private Connecting(List<InetAddress> addresses, int index) {
      this.addresses = addresses;
      this.index = index;
    }

    @Override
    public void completed(AsyncClientEndpoint made) {
      boolean taken;
      synchronized (Exchange.this) {
        taken = !ended && connection == null;
        if (taken) {
          connection = made;
          phase = endpoint.secure() ? Phase.HANDSHAKE : Phase.ANSWER;
        }
      }
      if (!taken) {
        made.releaseAndDiscard();
        return;
      }
      try {
        made.execute(Exchange.this, null, HttpCoreContext.create());
      } catch (IllegalStateException e) {
        // The time was over in this moment, and the connection has been given up; or it broke.
        failed(e);
      }
    }

    @Override
    public void failed(Exception cause) {
      boolean last;
      synchronized (Exchange.this) {
        notMade++;
        last = notMade == addresses.size() || connection != null;
      }
      if (last) {
        end(Failures.toConnect(endpoint, cause));
      } else {
        connect(addresses, index + 1);
      }
    }

    @Override
    public void cancelled() {
      failed(new CancellationException());
    }
  }

  // ---- on the connection

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    synchronized (this) {
      phase = Phase.ANSWER;
    }
    channel.sendRequest(request, new BasicEntityDetails(body.remaining(), null), context);
  }

  @Override
  public int available() {
    return body.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    channel.write(body);
    if (!body.hasRemaining()) {
      sent = true;
      channel.endStream();
    }
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) {
    // 1xx says nothing about the notification; the deadline ends a series of them.
  }

  @Override
  public void consumeResponse(
      HttpResponse response, EntityDetails entityDetails, HttpContext context) {
    Attempt attempt = verdict(response);
    synchronized (this) {
      verdict = attempt;
    }
    reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    if (entityDetails == null) {
      endOfAnswer();
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(WebhookClient.MOST_BYTES);
  }

  @Override
  public void consume(ByteBuffer source) {
    read += source.remaining();
    source.position(source.limit());
    if (read > WebhookClient.MOST_BYTES) {
      reusable = false;
      endOfAnswer();
    }
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) {
    endOfAnswer();
  }

  @Override
  public void failed(Exception cause) {
    Attempt attempt;
    synchronized (this) {
      attempt = verdict;
    }
    // A receiver that has said what it thinks of the notification may break off afterwards.
    end(attempt != null ? attempt : Failures.ofAnswer(endpoint, cause));
  }

  @Override
  public void cancel() {
    failed(new CancellationException());
  }

  @Override
  public void releaseResources() {
    // Nothing comes after this. If there was no verdict before, there is none.
    failed(new ConnectionClosedException());
  }

  private Attempt verdict(HttpResponse response) {
    int status = response.getCode();
    if (status >= 200 && status <= 299) {
      return new Accepted(status);
    }
    if (status == GONE) {
      return new Gone();
    }
    return new Refused(
        status,
        Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER))
            .flatMap(field -> RetryAfter.parse(field.getValue(), means.clock().instant())));
  }

  private void endOfAnswer() {
    Attempt attempt;
    synchronized (this) {
      attempt = verdict;
    }
    end(attempt, reusable && sent);
  }

  // ---- the end

  private void end(Attempt attempt) {
    end(attempt, false);
  }

  private void end(Attempt attempt, boolean keepConnection) {
    AsyncClientEndpoint used;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      timers.forEach(timer -> timer.cancel(false));
      used = connection;
    }
    if (used != null) {
      if (keepConnection) {
        used.releaseAndReuse();
      } else {
        used.releaseAndDiscard();
      }
    }
    outcome.complete(attempt);
  }
}
