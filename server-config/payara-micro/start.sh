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
# JAVA_OPTS                   more options for Java, separated by blanks, for example -Xmx2g
#
# The settings of the service itself are the environment variables SWITCHBOARD_*; see the README.
set -eu
umask 077

die() {
  printf '%s\n' "Switchboard does not start: $1." >&2
  exit 1
}

# $1 a file, $2 the variable that names it
readable() {
  [ -n "$1" ] || die "$2 is not set"
  [ -f "$1" ] && [ -r "$1" ] || die "$2 names no file that can be read: $1"
}

# $1 a port, $2 the variable that names it
port() {
  case $1 in
    '' | *[!0-9]* | ??????*) die "$2 is no port: $1" ;;
    # The server has an exception for its old default: it closes no idle connection there.
    *8181) die "$2 must not end in 8181, where Payara Micro keeps idle connections forever: $1" ;;
  esac
  [ "$1" -ge 1 ] && [ "$1" -le 65535 ] || die "$2 is no port: $1"
}

# One argument of Java in the form of an argument file.
quoted() {
  printf '"%s"\n' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
keytool=${JAVA_HOME:+$JAVA_HOME/bin/}keytool

command -v "$java" >/dev/null || die "there is no Java: $java"
readable "${PAYARA_MICRO_JAR:-}" PAYARA_MICRO_JAR
readable "${WAR_FILE:-}" WAR_FILE
# shellcheck source=server-config/stop.sh
. "$config/../stop.sh"

password=
if [ -n "${TLS_KEYSTORE:-}" ]; then
  alias=${TLS_KEY_ALIAS:-switchboard}
  readable "$TLS_KEYSTORE" TLS_KEYSTORE
  readable "${TLS_KEYSTORE_PASSWORD_FILE:-}" TLS_KEYSTORE_PASSWORD_FILE
  port "${HTTPS_PORT:=8443}" HTTPS_PORT
  IFS= read -r password <"$TLS_KEYSTORE_PASSWORD_FILE" || [ -n "$password" ] ||
    die "TLS_KEYSTORE_PASSWORD_FILE is empty: $TLS_KEYSTORE_PASSWORD_FILE"
  # The server itself would go on and fail each handshake.
  "$keytool" -list -keystore "$TLS_KEYSTORE" -storetype PKCS12 -alias "$alias" \
    -storepass:file "$TLS_KEYSTORE_PASSWORD_FILE" 2>/dev/null | grep -q PrivateKeyEntry ||
    die "TLS_KEYSTORE is no PKCS#12 file with that password and a key by the alias $alias: $TLS_KEYSTORE"
  set -- --sslport "$HTTPS_PORT" --sslcert "$alias"
  tls_options="-Dhttp.enabled=false -Djavax.net.ssl.keyStoreType=PKCS12"
  LISTEN_ADDRESS=${LISTEN_ADDRESS:-0.0.0.0}
else
  port "${HTTP_PORT:=8080}" HTTP_PORT
  set -- --port "$HTTP_PORT"
  tls_options=-Dhttp.enabled=true
  LISTEN_ADDRESS=${LISTEN_ADDRESS:-127.0.0.1}
fi

# The password reaches Java by a pipe: neither the list of processes nor the disk shows it. Options that are the
# administrator's come last, so that they win. Memory that runs out ends the process, which is then started again.
# shellcheck disable=SC2086 # JAVA_OPTS and tls_options are lists
"$java" @/dev/fd/3 \
  -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -Djdk.tls.rejectClientInitiatedRenegotiation=true \
  -Dlisten.address="$LISTEN_ADDRESS" \
  $tls_options ${JAVA_OPTS:-} \
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
server=$!
exit_with_server
