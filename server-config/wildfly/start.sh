#!/bin/sh
# Starts Switchboard in production on WildFly, in the foreground: for a service manager or a container. The server must have
# been configured by configure.sh.
#
# WILDFLY_HOME                the folder of WildFly (required)
# SERVER_DIR                  the folder of the server, with its configuration, logs and deployments ($WILDFLY_HOME/standalone)
# WAR_FILE                    switchboard.war (required); it takes the place of the one in SERVER_DIR/deployments
# TLS_KEYSTORE                PKCS#12 file with key and certificate chain; without it plain http is served, for a proxy
#                             that ends TLS. With it there is https only.
# TLS_KEYSTORE_PASSWORD_FILE  file whose first line is the password of the keystore (required with TLS_KEYSTORE)
# TLS_KEY_ALIAS               alias of the key in it (switchboard)
# HTTP_PORT, HTTPS_PORT       8080, 8443
# LISTEN_ADDRESS              127.0.0.1 for http, 0.0.0.0 for https
# MANAGEMENT_PORT             of the management, which only this machine reaches (9990)
# DRAIN_SECONDS               how long, told to stop, it refuses new requests with 503 before it does so (5); those in flight
#                             are waited for in any case
# JAVA_HOME                   the Java to run on (the one on the PATH)
# JAVA_OPTS                   more options for Java, separated by blanks, for example -Xmx2g
#
# The settings of the service itself are the environment variables SWITCHBOARD_*; see the README.
config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
server=WildFly
# shellcheck source=../common/start.sh
. "$config/../common/start.sh"

[ -n "${WILDFLY_HOME:-}" ] || die "WILDFLY_HOME is not set"
readable "$WILDFLY_HOME/jboss-modules.jar" WILDFLY_HOME
SERVER_DIR=${SERVER_DIR:-$WILDFLY_HOME/standalone}
readable "$SERVER_DIR/configuration/standalone.xml" SERVER_DIR
grep -q 'https\.enabled' "$SERVER_DIR/configuration/standalone.xml" ||
  die "SERVER_DIR is not configured for it, run configure.sh apply: $SERVER_DIR"
readable "${WAR_FILE:-}" WAR_FILE
port "${MANAGEMENT_PORT:=9990}" MANAGEMENT_PORT 0

listener
# shellcheck source=../common/stop.sh
. "$config/../common/stop.sh"
if [ -n "${TLS_KEYSTORE:-}" ]; then
  set -- -Dhttp.enabled=false -Dhttps.enabled=true "-Djboss.https.port=$HTTPS_PORT"
else
  set -- -Dhttp.enabled=true -Dhttps.enabled=false "-Djboss.http.port=$HTTP_PORT"
fi

# With what the server remembers of the one before, it might not take the new one.
rm -f "$SERVER_DIR"/deployments/switchboard.war "$SERVER_DIR"/deployments/switchboard.war.*
cp "$WAR_FILE" "$SERVER_DIR/deployments/switchboard.war"

# The packages of the JDK that this version of the server wants opened.
# shellcheck disable=SC2034 # common.sh reads these
GREP=grep JAVA=$java DIRNAME=$WILDFLY_HOME/bin
set +eu
# shellcheck source=/dev/null
. "$WILDFLY_HOME/bin/common.sh"
setDefaultModularJvmOptions
set -eu

# Not standalone.sh, which knows nothing of draining. The password reaches Java by a pipe: neither the list of processes nor
# the disk shows it. Memory that runs out ends the process, which is then started again.
# shellcheck disable=SC2086 # JAVA_OPTS and DEFAULT_MODULAR_JVM_OPTIONS are lists
"$java" @/dev/fd/3 \
  -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -Djdk.tls.rejectClientInitiatedRenegotiation=true \
  -Djboss.bind.address="$LISTEN_ADDRESS" \
  -Djboss.bind.address.management=127.0.0.1 \
  -Djboss.management.http.port="$MANAGEMENT_PORT" \
  -Djboss.tx.node.id="switchboard-$$" \
  -Djboss.home.dir="$WILDFLY_HOME" \
  -Djboss.server.base.dir="$SERVER_DIR" \
  -Dlogging.configuration="file:$config/logging.properties" \
  $DEFAULT_MODULAR_JVM_OPTIONS ${JAVA_OPTS:-} \
  -jar "$WILDFLY_HOME/jboss-modules.jar" -mp "$WILDFLY_HOME/modules" org.jboss.as.standalone "$@" 3<<EOF &
-Dswitchboard.mode=production
$(quoted "-Dswitchboard.drain-file=$drain_file")
${TLS_KEYSTORE:+$(quoted "-Dtls.keystore=$TLS_KEYSTORE")
$(quoted "-Dtls.keystore.password=$password")
$(quoted "-Dtls.key.alias=$alias")}
EOF
server_pid=$!
exit_with_server
