package dev.switchboard.load.throughput;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The limit of what any server can do with a PATCH: HTTP/1.1 read by a thread for each connection,
 * without a hand-over to another one, the two ids and the context cut out of the request, {@link
 * OneUpdate} on a pooled connection, and the answer as the service writes it. It checks nothing,
 * and is for this load only.
 */
final class ThinServer {

  private static final String CONTEXT = "\"clientContext\":\"";
  private static final String LENGTH = "Content-Length: ";
  private static final int LARGEST_REQUEST = 8 * 1024;
  private static final int UUID_LENGTH = 36;

  private final AgroalDataSource database;

  private ThinServer(AgroalDataSource database) {
    this.database = database;
  }

  /** Serves until it is killed. Takes a port, the URL of a database, its user, and connections. */
  public static void main(String[] arguments) throws IOException, SQLException {
    int connections = Integer.parseInt(arguments[3]);
    AgroalDataSource pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    configuration ->
                        configuration
                            .maxSize(connections)
                            .initialSize(connections)
                            .connectionFactoryConfiguration(
                                factory ->
                                    factory
                                        .jdbcUrl(arguments[1])
                                        .principal(new NamePrincipal(arguments[2])))));
    ThinServer server = new ThinServer(pool);
    try (ServerSocket socket =
        new ServerSocket(
            Integer.parseInt(arguments[0]), 2 * connections, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        new Thread(() -> server.serve(connection)).start();
      }
    }
  }

  /** A client that waits for its answer sends nothing meanwhile: what has come is one request. */
  private void serve(Socket connection) {
    byte[] bytes = new byte[LARGEST_REQUEST];
    try (connection;
        InputStream in = connection.getInputStream();
        OutputStream out = connection.getOutputStream()) {
      int length = 0;
      for (int count = in.read(bytes);
          count >= 0;
          count = in.read(bytes, length, bytes.length - length)) {
        length += count;
        String request = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        if (isWhole(request)) {
          out.write(answer(request).getBytes(StandardCharsets.ISO_8859_1));
          length = 0;
        }
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isWhole(String request) {
    int body = request.indexOf("\r\n\r\n") + 4;
    int length = request.indexOf(LENGTH) + LENGTH.length();
    return body >= 4
        && request.length() - body
            >= Integer.parseInt(request, length, request.indexOf('\r', length), 10);
  }

  private String answer(String request) throws SQLException {
    String callId = after("/calls/", request);
    String id = after("/operations/", request);
    int context = request.indexOf(CONTEXT) + CONTEXT.length();
    String clientContext = request.substring(context, request.indexOf('"', context));
    String etag;
    try (Connection connection = database.getConnection();
        OneUpdate update = new OneUpdate(connection)) {
      etag =
          "W/\""
              + update.execute(UUID.fromString(callId), UUID.fromString(id), clientContext)
              + "\"";
    }
    String json =
        "{\"@odata.context\":\"http://localhost/v1.0/$metadata#communications/calls('"
            + callId
            + "')/operations/$entity\",\"@odata.type\":\"#microsoft.graph.playPromptOperation\","
            + "\"@odata.etag\":\""
            + etag.replace("\"", "\\\"")
            + "\",\"id\":\""
            + id
            + "\",\"clientContext\":\""
            + clientContext
            + "\",\"status\":\"Running\",\"resultInfo\":null}";
    return "HTTP/1.1 200 OK\r\nETag: "
        + etag
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + json.length()
        + "\r\n\r\n"
        + json;
  }

  private static String after(String segment, String request) {
    int from = request.indexOf(segment) + segment.length();
    return request.substring(from, from + UUID_LENGTH);
  }
}
