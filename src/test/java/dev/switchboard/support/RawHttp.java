package dev.switchboard.support;

import io.restassured.builder.ResponseBuilder;
import io.restassured.http.Header;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** Bytes over a socket, for requests that no HTTP client would send. */
public final class RawHttp {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final String END_OF_HEAD = "\r\n\r\n";

  private final String host;
  private final int port;

  private final SocketFactory sockets;

  private RawHttp(String host, int port, SocketFactory sockets) {
    this.host = host;
    this.port = port;
    this.sockets = sockets;
  }

  /** The server of a URL. */
  public static RawHttp at(String url) {
    URI uri = URI.create(url);
    return new RawHttp(uri.getHost(), uri.getPort(), SocketFactory.getDefault());
  }

  /** The server of an https URL. */
  public static RawHttp at(String url, SSLContext tls) {
    URI uri = URI.create(url);
    return new RawHttp(uri.getHost(), uri.getPort(), tls.getSocketFactory());
  }

  /** Sends a text in UTF-8 and reads until the server closes or has been silent for a while. */
  public String exchange(String request) {
    return new String(exchange(request.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /**
   * Sends a request to a URL that need not be well-formed.
   *
   * @param headers each with its line end, besides Host, Connection and Content-Length
   * @param body no Content-Length is sent if it is empty
   */
  public Response send(String method, String url, String headers, byte[] body) {
    int path = url.indexOf('/', url.indexOf("://") + "://".length());
    String head =
        "%s %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n%s%s\r\n"
            .formatted(
                method,
                url.substring(path),
                host,
                port,
                headers,
                body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    return send(request.toByteArray());
  }

  /** Sends a whole request as it is, and reads the answer, which must be one in HTTP. */
  public Response send(byte[] request) {
    return parse(new String(exchange(request), StandardCharsets.UTF_8));
  }

  private byte[] exchange(byte[] request) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = sockets.createSocket(host, port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(request, socket);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        answer.write(buffer, 0, read);
      }
    } catch (SocketTimeoutException e) {
      // The server keeps the connection open: what has come is the answer.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toByteArray();
  }

  private static void write(byte[] request, Socket socket) {
    try {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The server has answered without reading on, as it may: its answer is what counts.
    }
  }

  private static Response parse(String answer) {
    int end = answer.indexOf(END_OF_HEAD);
    if (end < 0) {
      throw new AssertionError("not an HTTP answer: " + answer);
    }
    List<String> lines = answer.substring(0, end).lines().toList();
    List<Header> headers = new ArrayList<>();
    boolean chunked = false;
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      Header header = new Header(line.substring(0, colon), line.substring(colon + 1).strip());
      chunked |= line.toLowerCase(Locale.ROOT).replace(" ", "").equals("transfer-encoding:chunked");
      headers.add(header);
    }
    String body = answer.substring(end + END_OF_HEAD.length());
    ResponseBuilder response =
        new ResponseBuilder()
            .setStatusCode(Integer.parseInt(lines.get(0).split(" ", 3)[1]))
            .setHeaders(new Headers(headers))
            .setBody(chunked ? joined(body) : body);
    headers.stream()
        .filter(header -> header.getName().equalsIgnoreCase("Content-Type"))
        .findFirst()
        .ifPresent(header -> response.setContentType(header.getValue()));
    return response.build();
  }

  /** The chunks of a body of ASCII characters, put together. */
  private static String joined(String chunks) {
    StringBuilder body = new StringBuilder();
    int position = 0;
    while (true) {
      int lineEnd = chunks.indexOf("\r\n", position);
      int length = Integer.parseInt(chunks.substring(position, lineEnd).strip(), 16);
      if (length == 0) {
        return body.toString();
      }
      int start = lineEnd + 2;
      body.append(chunks, start, start + length);
      position = start + length + 2;
    }
  }
}
