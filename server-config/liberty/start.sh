#!/bin/sh
# Starts Switchboard in production on Open Liberty, in the foreground: for a service manager or a container. It makes the
# server "switchboard" anew, by configure.sh, and keeps what an administrator has put into its folders lib and configDropins.
#
# LIBERTY_HOME                the folder of Liberty, wlp (required)
# WLP_USER_DIR                the folder that has, or will have, the folder of the servers ($LIBERTY_HOME/usr)
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
# JAVA_OPTS                   more options for Java, separated by blanks, for example -Xmx2g
#
# The settings of the service itself are the environment variables SWITCHBOARD_*; see the README.
config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
server='Open Liberty'
# shellcheck source=../common/start.sh
. "$config/../common/start.sh"

[ -n "${LIBERTY_HOME:-}" ] || die "LIBERTY_HOME is not set"
readable "$LIBERTY_HOME/bin/tools/ws-server.jar" LIBERTY_HOME
export WLP_USER_DIR="${WLP_USER_DIR:-$LIBERTY_HOME/usr}"
server_dir=$WLP_USER_DIR/servers/switchboard
readable "${WAR_FILE:-}" WAR_FILE

listener
# shellcheck source=../common/stop.sh
. "$config/../common/stop.sh"
if [ -n "${TLS_KEYSTORE:-}" ]; then
  set -- "-Dserver.https.port=$HTTPS_PORT"
else
  set -- "-Dserver.http.port=$HTTP_PORT"
fi

"$config/configure.sh" apply
rm -f "$server_dir/configDropins/overrides/https.xml"
if [ -n "${TLS_KEYSTORE:-}" ]; then
  mkdir -p "$server_dir/configDropins/overrides"
  cp "$config/https.xml" "$server_dir/configDropins/overrides/https.xml"
fi

# Not Liberty's own script, which knows nothing of draining. The password reaches Java by a pipe: neither the list of processes
# nor the disk shows it. Memory that runs out ends the process, which is then started again.
cd "$server_dir"
# shellcheck disable=SC2086 # JAVA_OPTS is a list
"$java" @/dev/fd/3 \
  "@$LIBERTY_HOME/lib/platform/java/java9.options" \
  "-javaagent:$LIBERTY_HOME/bin/tools/ws-javaagent.jar" \
  -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -Djdk.tls.rejectClientInitiatedRenegotiation=true \
  -Dserver.listen.address="$LISTEN_ADDRESS" "$@" \
  ${JAVA_OPTS:-} \
  -jar "$LIBERTY_HOME/bin/tools/ws-server.jar" switchboard 3<<EOF &
-Dswitchboard.mode=production
$(quoted "-Dswitchboard.drain-file=$drain_file")
${TLS_KEYSTORE:+$(quoted "-Dtls.keystore=$TLS_KEYSTORE")
$(quoted "-Dtls.keystore.password=$password")
$(quoted "-Dtls.key.alias=$alias")}
EOF
server_pid=$!
exit_with_server
