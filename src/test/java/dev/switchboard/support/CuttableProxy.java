package dev.switchboard.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Stands between a service and its PostgreSQL on the loopback address, and can cut, refuse,
 * swallow, and lose the answer to a commit. It reads the messages of the client (PostgreSQL's
 * documentation, section "Message Formats").
 */
public final class CuttableProxy implements AutoCloseable {

  private static final int NONE = -1;

  /** 3.0, in the first message. */
  private static final int PROTOCOL = 3 << 16;

  /** Type and length of a message. */
  private static final int HEAD = 1 + Integer.BYTES;

  /** What a statement means for the transaction that it is in. */
  private enum Kind {
    READS,
    WRITES,
    /** Commits what was written before. */
    COMMITS,
    /** Writes, and commits by itself, as merges do. */
    WRITES_AND_COMMITS;

    static Kind of(String statement) {
      String text = statement.toUpperCase(Locale.ROOT);
      if (text.startsWith("WITH TAKEN ")) {
        return WRITES_AND_COMMITS;
      }
      if (text.equals("COMMIT")) {
        return COMMITS;
      }
      return Stream.of("INSERT ", "UPDATE ", "DELETE ").anyMatch(text::startsWith) ? WRITES : READS;
    }
  }

  /** Of a message no more is looked at. */
  private static final int MOST_READ = 256;

  private final int target;
  private final ServerSocket listening;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger commitsToCut = new AtomicInteger();
  private final AtomicInteger commitsCut = new AtomicInteger();
  private volatile boolean refusing;
  private volatile boolean swallowing;

  /** Listens on a free port and passes everything on to this one. */
  public CuttableProxy(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inAThread(this::accept);
  }

  /** The port that it listens on. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Cuts all connections. */
  public void cutAll() {
    sessions.forEach(Session::cut);
  }

  /** From now on, new connections are closed at once, or no longer. */
  public void setRefusing(boolean isRefusing) {
    refusing = isRefusing;
  }

  /** From now on, nothing arrives in either direction and nothing is closed, or no longer. */
  public void setSwallowing(boolean isSwallowing) {
    swallowing = isSwallowing;
  }

  /** Of the next commits, cuts so many connections after they have been passed on. */
  public void cutAfterCommits(int many) {
    commitsToCut.set(many);
  }

  /** How many commits have lost their answer. */
  public int commitsCut() {
    return commitsCut.get();
  }

  @Override
  public void close() {
    refusing = true;
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cutAll();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refusing) {
          client.close();
        } else {
          new Session(client, new Socket(InetAddress.getLoopbackAddress(), target)).begin();
        }
      } catch (IOException e) {
        // The database is away, or the proxy is closed: the client sees a closed connection.
      }
    }
  }

  private static void inAThread(Runnable work) {
    Thread thread = new Thread(work, "cuttable-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection of the service. */
  private final class Session {

    private final Socket client;
    private final Socket database;
    private final Map<String, Kind> prepared = new HashMap<>();
    private boolean wrote;
    private volatile boolean answerLost;

    private Session(Socket client, Socket database) {
      this.client = client;
      this.database = database;
    }

    private void begin() throws IOException {
      client.setTcpNoDelay(true);
      database.setTcpNoDelay(true);
      sessions.add(this);
      inAThread(this::passOnRequests);
      inAThread(this::passOnAnswers);
    }

    private void passOnRequests() {
      try {
        DataInputStream from = new DataInputStream(client.getInputStream());
        OutputStream to = database.getOutputStream();
        // The first message has no type; before it the client may ask whether it may encrypt.
        byte[] first = message(from, NONE);
        for (passOn(to, first); isQuestion(first); passOn(to, first)) {
          first = message(from, NONE);
        }
        boolean committing = false;
        for (int type = from.read(); type != NONE && !answerLost; type = from.read()) {
          byte[] message = message(from, type);
          committing |= isCommit(type, message);
          // A query by itself, or the end of a sequence of messages: then the database begins.
          if (committing && (type == 'Q' || type == 'S')) {
            committing = false;
            answerLost = takesOneToCut();
          }
          passOn(to, message);
        }
      } catch (IOException e) {
        // Either side is gone.
      } finally {
        // Otherwise the answer comes, so that the commit is done for certain, and ends it.
        if (!answerLost) {
          cut();
        }
      }
    }

    private static boolean isQuestion(byte[] first) {
      return ByteBuffer.wrap(first).getInt(Integer.BYTES) != PROTOCOL;
    }

    private void passOn(OutputStream to, byte[] message) throws IOException {
      if (!swallowing) {
        to.write(message);
      }
    }

    private static byte[] message(DataInputStream from, int type) throws IOException {
      int length = from.readInt();
      ByteBuffer message = ByteBuffer.allocate(1 + length);
      if (type != NONE) {
        message.put((byte) type);
      }
      message.putInt(length).put(from.readNBytes(length - Integer.BYTES));
      return Arrays.copyOf(message.array(), message.position());
    }

    private void passOnAnswers() {
      byte[] buffer = new byte[8192];
      try {
        InputStream from = database.getInputStream();
        OutputStream to = client.getOutputStream();
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
          if (answerLost) {
            commitsCut.incrementAndGet();
            break;
          }
          if (!swallowing) {
            to.write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        // Either side is gone.
      } finally {
        cut();
      }
    }

    /**
     * Whether the message has something executed that commits what was written; what the service
     * only reads by itself, now and then, does not count.
     */
    private boolean isCommit(int type, byte[] message) {
      int end = Math.min(message.length, MOST_READ);
      String[] fields =
          new String(message, HEAD, end - HEAD, StandardCharsets.ISO_8859_1).split("\0", -1);
      return switch (type) {
        case 'Q' -> executes(Kind.of(fields[0]));
        case 'P' -> {
          prepared.put(fields[0], Kind.of(fields[1]));
          yield false;
        }
        // The portal and then the statement.
        case 'B' -> executes(prepared.getOrDefault(fields[1], Kind.READS));
        default -> false;
      };
    }

    private boolean executes(Kind kind) {
      boolean commits = kind == Kind.WRITES_AND_COMMITS || (kind == Kind.COMMITS && wrote);
      wrote = !commits && kind != Kind.COMMITS && (wrote || kind == Kind.WRITES);
      return commits;
    }

    private void cut() {
      sessions.remove(this);
      closeQuietly(client);
      closeQuietly(database);
    }
  }

  private boolean takesOneToCut() {
    return commitsToCut.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
