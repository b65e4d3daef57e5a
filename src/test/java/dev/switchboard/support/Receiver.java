package dev.switchboard.support;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The other side of notifications: keeps what it gets, byte for byte, and answers as it is told,
 * also as no web server would.
 */
public final class Receiver implements AutoCloseable {

  /** A request as it came. */
  public static final class Request {

    private final Instant received = Instant.now();
    private final int connection;
    private final Optional<String> serverName;
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;

    private Request(
        int connection,
        Optional<String> serverName,
        String[] line,
        Map<String, String> headers,
        byte[] body) {
      this.connection = connection;
      this.serverName = serverName;
      this.method = line[0];
      this.target = line[1];
      this.headers = Map.copyOf(headers);
      this.body = body;
    }

    /** When its last byte had come. */
    public Instant received() {
      return received;
    }

    /** The number of the connection that it came by, from 1. */
    public int connection() {
      return connection;
    }

    /** The name that the client asked for in its TLS handshake. */
    public Optional<String> serverName() {
      return serverName;
    }

    /** The method. */
    public String method() {
      return method;
    }

    /** What stands behind the method. */
    public String target() {
      return target;
    }

    /** All headers by their names in lower case; of several with one name the last one. */
    public Map<String, String> headers() {
      return headers;
    }

    /** The value of a header, or null. */
    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The body, byte for byte. */
    public byte[] body() {
      return body.clone();
    }

    /** The body as a text in UTF-8. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** How one request is answered. */
  @FunctionalInterface
  public interface Answer {

    /** Writes the answer; an exception closes the connection. */
    void to(Wire wire) throws IOException;

    /**
     * A status without a body, after which the connection stays open.
     *
     * @param fields header lines, each without its line end
     */
    static Answer status(int status, String... fields) {
      return content(status, "", fields);
    }

    /** A status with a body, after which the connection stays open. */
    static Answer content(int status, String body, String... fields) {
      return wire -> wire.write(head(status, body.length(), fields) + body);
    }

    /** Nothing, until the client goes away. */
    static Answer silence() {
      return Wire::awaitEndOfClient;
    }

    /** A text, byte by byte, with a pause before each. */
    static Answer slowly(String text, Duration pause) {
      return wire -> {
        for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
          wire.pause(pause);
          wire.write(new byte[] {b}, 1);
        }
      };
    }

    /** A text that need be no whole answer, and then the end of the connection. */
    static Answer cutAfter(String text) {
      return wire -> {
        wire.write(text);
        throw new EOFException("cut");
      };
    }

    /** A body of so many bytes, or as many of them as the client takes. */
    static Answer huge(int status, long bytes) {
      return wire -> {
        wire.write(head(status, bytes));
        byte[] block = new byte[BLOCK];
        for (long left = bytes; left > 0; left -= BLOCK) {
          wire.write(block, (int) Math.min(left, BLOCK));
        }
      };
    }

    /** Chunks without an end, or as many of them as the client takes. */
    static Answer endless(int status) {
      return wire -> {
        wire.write("HTTP/1.1 %d Status\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status));
        while (true) {
          wire.write("10\r\n0123456789abcdef\r\n".repeat(64));
        }
      };
    }

    /** A compressed body that unpacks to so many zeros. */
    static Answer zipBomb(int status, long bytes) {
      return wire -> {
        wire.write(
            "HTTP/1.1 %d Status\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
                .formatted(status));
        try (OutputStream zipped = new GZIPOutputStream(wire.stream())) {
          byte[] block = new byte[BLOCK];
          for (long left = bytes; left > 0; left -= BLOCK) {
            zipped.write(block);
          }
        }
        throw new EOFException("the end of the connection is the end of the body");
      };
    }

    private static String head(int status, long length, String... fields) {
      StringBuilder head =
          new StringBuilder(
              "HTTP/1.1 %d Status\r\nContent-Length: %d\r\n".formatted(status, length));
      for (String field : fields) {
        head.append(field).append("\r\n");
      }
      return head.append("\r\n").toString();
    }
  }

  private static final int BLOCK = 16 * 1024;
  private static final int BACKLOG = 200;

  private final InetSocketAddress address;
  private final Optional<SSLContext> tls;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Answer otherwise = Answer.status(202);
  private volatile Optional<Answer> beforeTheBody = Optional.empty();
  private volatile Optional<Answer> insteadOfReading = Optional.empty();
  private volatile ServerSocket listening;

  private Receiver(String host, int port, Optional<SSLContext> tls) {
    this.tls = tls;
    listening = listen(new InetSocketAddress(host, port));
    address = new InetSocketAddress(host, listening.getLocalPort());
    inAThread(() -> accept(listening));
  }

  /** Speaks http on a free port of the loopback address. */
  public static Receiver plain() {
    return new Receiver("127.0.0.1", 0, Optional.empty());
  }

  /** Speaks http on a free port of another address of this machine. */
  public static Receiver plain(String address) {
    return new Receiver(address, 0, Optional.empty());
  }

  /** Speaks https on a free port of the loopback address. */
  public static Receiver secure(SSLContext tls) {
    return new Receiver("127.0.0.1", 0, Optional.of(tls));
  }

  /** Speaks https on this port of another address of this machine. */
  public static Receiver secure(SSLContext tls, String address, int port) {
    return new Receiver(address, port, Optional.of(tls));
  }

  /** Answers the next requests so, one each, after those that were told before. */
  public Receiver then(Answer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  /** Answers so where nothing else is told; at first that is 202. */
  public Receiver otherwise(Answer answer) {
    otherwise = answer;
    return this;
  }

  /** Answers so as soon as the head of a request has come, whatever becomes of its body. */
  public Receiver beforeTheBody(Answer answer) {
    beforeTheBody = Optional.of(answer);
    return this;
  }

  /** Does so with each connection, and reads no request from it. */
  public Receiver insteadOfReading(Answer answer) {
    insteadOfReading = Optional.of(answer);
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return address.getPort();
  }

  /** A URL with the name {@code localhost}. */
  public URI url(String target) {
    return url("localhost", target);
  }

  /** A URL with a host of one's own. */
  public URI url(String host, String target) {
    return URI.create(
        "%s://%s:%d%s".formatted(tls.isPresent() ? "https" : "http", host, port(), target));
  }

  /** A URL with https, whatever the receiver speaks. */
  public URI secureUrl(String host, String target) {
    return URI.create("https://%s:%d%s".formatted(host, port(), target));
  }

  /** What has come so far, in the order in which it came. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  /** How many connections there are. */
  public int openConnections() {
    return open.size();
  }

  /** How many bytes of answers could be written, before any encryption. */
  public long sent() {
    return sent.get();
  }

  /** From now on connections are refused; those that there are, are cut. */
  public void refuse() {
    close(listening);
    open.forEach(Receiver::close);
  }

  /** From now on connections are accepted again, on the same port. */
  public void accept() {
    listening = listen(address);
    ServerSocket own = listening;
    inAThread(() -> accept(own));
  }

  @Override
  public void close() {
    stopped.countDown();
    refuse();
  }

  private ServerSocket listen(InetSocketAddress where) {
    try {
      ServerSocketFactory factory =
          tls.<ServerSocketFactory>map(SSLContext::getServerSocketFactory)
              .orElseGet(ServerSocketFactory::getDefault);
      ServerSocket socket = factory.createServerSocket();
      socket.setReuseAddress(true);
      socket.bind(where, BACKLOG);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        int number = connections.incrementAndGet();
        inAThread(() -> serve(connection, number));
      } catch (IOException e) {
        // It is closed, or a client went away before it was heard.
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      // So that what could be written is not far ahead of what was read.
      socket.setSendBufferSize(BLOCK);
      Wire wire = new Wire(socket);
      if (insteadOfReading.isPresent()) {
        insteadOfReading.get().to(wire);
        return;
      }
      Optional<Request> request = wire.request(number);
      while (request.isPresent()) {
        requests.add(request.get());
        Answer next = script.poll();
        (next == null ? otherwise : next).to(wire);
        request = wire.request(number);
      }
    } catch (IOException e) {
      // The client went away, or was to be cut off.
    } finally {
      open.remove(socket);
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inAThread(Runnable work) {
    Thread thread = new Thread(work, "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  /** The way back to a client. */
  public final class Wire {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
      this.socket = socket;
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    /** Writes a text of ASCII characters. */
    public void write(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      write(bytes, bytes.length);
    }

    /** Writes the first bytes. */
    public void write(byte[] bytes, int length) throws IOException {
      out.write(bytes, 0, length);
      out.flush();
      sent.addAndGet(length);
    }

    /** What writes to the client. */
    public OutputStream stream() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          Wire.this.write(new byte[] {(byte) b}, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          out.flush();
          sent.addAndGet(length);
        }
      };
    }

    /** Lets time pass, unless the receiver is closed. */
    public void pause(Duration pause) throws IOException {
      try {
        if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new EOFException("the receiver is closed");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }

    /** Reads, and throws away, until there is nothing more to come. */
    public void awaitEndOfClient() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
      throw new EOFException("the client has gone");
    }

    private Optional<Request> request(int connection) throws IOException {
      Optional<String> first = line();
      if (first.isEmpty()) {
        return Optional.empty();
      }
      String[] parts = first.get().split(" ", 3);
      Map<String, String> headers = new TreeMap<>();
      for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      if (beforeTheBody.isPresent()) {
        beforeTheBody.get().to(this);
        throw new EOFException("the body is not wanted");
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the client went away in the midst of a body");
      }
      return Optional.of(new Request(connection, serverName(), parts, headers, body));
    }

    private String nextLine() throws IOException {
      return line()
          .orElseThrow(() -> new EOFException("the client went away in the midst of a head"));
    }

    private Optional<String> line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return Optional.of(line.toString(StandardCharsets.US_ASCII).stripTrailing());
        }
        line.write(b);
      }
      return Optional.empty();
    }

    private Optional<String> serverName() {
      return socket instanceof SSLSocket secure
              && secure.getSession() instanceof ExtendedSSLSession session
          ? session.getRequestedServerNames().stream()
              .filter(SNIHostName.class::isInstance)
              .map(name -> ((SNIHostName) name).getAsciiName())
              .findFirst()
          : Optional.empty();
    }
  }
}
