package dev.switchboard.load.throughput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * So many connections to a server on this machine, served by one thread: what asks shares the
 * processors with what answers, so that a request costs it one write and one read and hardly
 * anything else.
 */
final class HttpLoad implements Load {

  /** Longer than the service lets anybody wait. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int LOOK_MILLIS = 1_000;

  private final InetSocketAddress server;
  private final int connections;
  private final int expected;
  private final Supplier<ByteBuffer> requests;

  /**
   * @param port of the server
   * @param connections how many there are
   * @param expected the only status that is not an error
   * @param requests each of them whole; one at a time is asked for, and read before the next one
   */
  HttpLoad(int port, int connections, int expected, Supplier<ByteBuffer> requests) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.connections = connections;
    this.expected = expected;
    this.requests = requests;
  }

  @Override
  public Outcome drive(Duration time) {
    try (Drive drive = new Drive(time)) {
      return drive.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One time that it asks. */
  private final class Drive implements AutoCloseable {

    private final Outcome outcome = new Outcome();
    private final Selector selector = Selector.open();
    private final List<Connection> clients = new ArrayList<>();
    private final long begin = System.nanoTime();
    private final long end;
    private int waiting;

    private Drive(Duration time) throws IOException {
      this.end = begin + time.toNanos();
    }

    private Outcome run() throws IOException {
      for (int i = 0; i < connections; i++) {
        Connection client = new Connection(this);
        clients.add(client);
        client.open();
        client.ask();
      }
      long last = end + PATIENCE.toNanos();
      while (waiting > 0 && System.nanoTime() < last) {
        selector.select(key -> ((Connection) key.attachment()).read(), LOOK_MILLIS);
      }
      for (int i = 0; i < waiting; i++) {
        outcome.unexpected("no answer");
      }
      return outcome.took(Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() throws IOException {
      for (Connection client : clients) {
        client.close();
      }
      selector.close();
    }
  }

  private final class Connection {

    private final Drive drive;
    private final AnswerReader answer = new AnswerReader();
    private SocketChannel channel;
    private boolean waiting;
    private long asked;

    private Connection(Drive drive) {
      this.drive = drive;
    }

    private void open() throws IOException {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(drive.selector, SelectionKey.OP_READ, this);
    }

    private void close() throws IOException {
      channel.close();
    }

    /** Sends the next request, if there is time left. */
    private void ask() throws IOException {
      asked = System.nanoTime();
      if (asked >= drive.end) {
        return;
      }
      answer.reset();
      waiting = true;
      drive.waiting++;
      ByteBuffer request = requests.get();
      while (request.hasRemaining()) {
        channel.write(request);
      }
    }

    /** Called by the selector, which lets no checked exception through. */
    private void read() {
      try {
        readAnswer();
      } catch (IOException e) {
        end("broken connection: " + e.getMessage());
      }
    }

    private void readAnswer() throws IOException {
      if (answer.readFrom(channel) < 0) {
        end("connection closed");
      } else if (answer.isComplete()) {
        long nanos = System.nanoTime() - asked;
        noLongerWaiting();
        if (answer.status() == expected) {
          drive.outcome.answered(nanos);
        } else {
          drive.outcome.unexpected("status " + answer.status());
        }
        // Servers end a connection after so many requests.
        if (answer.closes()) {
          close();
          open();
        }
        ask();
      }
    }

    private void noLongerWaiting() {
      waiting = false;
      drive.waiting--;
    }

    /** The connection is of no use any more; the next request, if any, gets another one. */
    private void end(String why) {
      try {
        close();
        if (waiting) {
          noLongerWaiting();
          drive.outcome.unexpected(why);
          open();
          ask();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
