package dev.switchboard.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes over a socket, for requests that no HTTP client would send. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 5_000;

  private final String host;
  private final int port;

  private RawHttp(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** The server of a URL. */
  public static RawHttp at(String url) {
    URI uri = URI.create(url);
    return new RawHttp(uri.getHost(), uri.getPort());
  }

  /** Sends a text in UTF-8 and reads until the server closes or has been silent for a while. */
  public String exchange(String request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        answer.write(next);
      }
    } catch (SocketTimeoutException e) {
      // The server keeps the connection open: what has come is the answer.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }
}
