#!/bin/sh
# Starts Switchboard in production on Payara Micro, in the foreground: for a service manager or a container.
#
# PAYARA_MICRO_JAR            payara-micro.jar (required)
# WAR_FILE                    switchboard.war (required)
# TLS_KEYSTORE                PKCS#12 file with key and certificate chain; without it plain http is served, for a proxy
#                             that ends TLS. With it there is https only.
# TLS_KEYSTORE_PASSWORD_FILE  file whose first line is the password of the keystore (required with TLS_KEYSTORE)
# TLS_KEY_ALIAS               alias of the key in it (switchboard)
# HTTP_PORT, HTTPS_PORT       8080, 8443
# LISTEN_ADDRESS              127.0.0.1 for http, 0.0.0.0 for https
# DRAIN_SECONDS               how long, told to stop, it refuses new requests with 503 before it does so (5); those in flight
#                             are waited for in any case
# JAVA_HOME                   the Java to run on (the one on the PATH)
# JAVA_OPTS                   more options for Java, separated by blanks, for example -Xmx2g; the collector is the parallel one
#                             unless they name another
#
# The settings of the service itself are the environment variables SWITCHBOARD_*; see the README.
config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
server='Payara Micro'
# shellcheck source=../common/start.sh
. "$config/../common/start.sh"

readable "${PAYARA_MICRO_JAR:-}" PAYARA_MICRO_JAR
readable "${WAR_FILE:-}" WAR_FILE

listener
# shellcheck source=../common/stop.sh
. "$config/../common/stop.sh"
if [ -n "${TLS_KEYSTORE:-}" ]; then
  set -- --sslport "$HTTPS_PORT" --sslcert "$alias"
  tls_options="-Dhttp.enabled=false -Djavax.net.ssl.keyStoreType=PKCS12"
else
  set -- --port "$HTTP_PORT"
  tls_options=-Dhttp.enabled=true
fi

# Both cost less processor time for each request (decision 25). A named collector wins: Java takes one only.
case " ${JAVA_OPTS:-}" in
  *' -XX:+Use'*GC*) collector= ;;
  *) collector=-XX:+UseParallelGC ;;
esac
pages=
[ "$(uname)" != Linux ] || pages=-XX:+UseTransparentHugePages

# The password reaches Java by a pipe: neither the list of processes nor the disk shows it. Options that are the
# administrator's come last, so that they win. Memory that runs out ends the process, which is then started again.
# shellcheck disable=SC2086 # JAVA_OPTS and tls_options are lists, and the others may be nothing
"$java" @/dev/fd/3 \
  -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -Djdk.tls.rejectClientInitiatedRenegotiation=true \
  -Dlisten.address="$LISTEN_ADDRESS" \
  $collector $pages $tls_options ${JAVA_OPTS:-} \
  -jar "$PAYARA_MICRO_JAR" \
  --deploy "$WAR_FILE" --contextroot / "$@" \
  --nohazelcast --disablephonehome \
  --logproperties "$config/logging.properties" \
  --prebootcommandfile "$config/preboot.asadmin" 3<<EOF &
-Dswitchboard.mode=production
$(quoted "-Dswitchboard.drain-file=$drain_file")
${TLS_KEYSTORE:+$(quoted "-Djavax.net.ssl.keyStore=$TLS_KEYSTORE")
$(quoted "-Djavax.net.ssl.keyStorePassword=$password")}
EOF
server_pid=$!
exit_with_server
