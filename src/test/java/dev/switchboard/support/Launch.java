package dev.switchboard.support;

import java.nio.file.Path;
import java.util.Map;

/**
 * One start of a server.
 *
 * @param settings by their names, without the prefix
 * @param tls whether it listens for https
 * @param port for http
 * @param tlsPort for https
 * @param heap the largest size of its heap, as {@code -Xmx} takes it
 * @param temporary a folder of its own, which is removed when it has ended
 */
record Launch(
    Map<String, String> settings,
    boolean tls,
    int port,
    int tlsPort,
    Path temporary,
    String heap) {}
