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
[ -n "${LIBERTY_HOME:-}" ] || die "LIBERTY_HOME is not set"
readable "$LIBERTY_HOME/bin/tools/ws-server.jar" LIBERTY_HOME
export WLP_USER_DIR="${WLP_USER_DIR:-$LIBERTY_HOME/usr}"
server=$WLP_USER_DIR/servers/switchboard
readable "${WAR_FILE:-}" WAR_FILE

password=
if [ -n "${TLS_KEYSTORE:-}" ]; then
  alias=${TLS_KEY_ALIAS:-switchboard}
  readable "$TLS_KEYSTORE" TLS_KEYSTORE
  readable "${TLS_KEYSTORE_PASSWORD_FILE:-}" TLS_KEYSTORE_PASSWORD_FILE
  port "${HTTPS_PORT:=8443}" HTTPS_PORT
  IFS= read -r password <"$TLS_KEYSTORE_PASSWORD_FILE" || [ -n "$password" ] ||
    die "TLS_KEYSTORE_PASSWORD_FILE is empty: $TLS_KEYSTORE_PASSWORD_FILE"
  # The server itself would start without https.
  "$keytool" -list -keystore "$TLS_KEYSTORE" -storetype PKCS12 -alias "$alias" \
    -storepass:file "$TLS_KEYSTORE_PASSWORD_FILE" 2>/dev/null | grep -q PrivateKeyEntry ||
    die "TLS_KEYSTORE is no PKCS#12 file with that password and a key by the alias $alias: $TLS_KEYSTORE"
  set -- "-Dserver.https.port=$HTTPS_PORT"
  LISTEN_ADDRESS=${LISTEN_ADDRESS:-0.0.0.0}
else
  port "${HTTP_PORT:=8080}" HTTP_PORT
  set -- "-Dserver.http.port=$HTTP_PORT"
  LISTEN_ADDRESS=${LISTEN_ADDRESS:-127.0.0.1}
fi

"$config/configure.sh" apply
rm -f "$server/configDropins/overrides/https.xml"
if [ -n "${TLS_KEYSTORE:-}" ]; then
  mkdir -p "$server/configDropins/overrides"
  cp "$config/https.xml" "$server/configDropins/overrides/https.xml"
fi

# Not Liberty's own script: this process is the server itself, which gets the signals of whoever started it. The password
# reaches Java by a pipe: neither the list of processes nor the disk shows it. Memory that runs out ends the process, which
# is then started again.
cd "$server"
# shellcheck disable=SC2086 # JAVA_OPTS is a list
exec "$java" @/dev/fd/3 \
  "@$LIBERTY_HOME/lib/platform/java/java9.options" \
  "-javaagent:$LIBERTY_HOME/bin/tools/ws-javaagent.jar" \
  -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true \
  -Djava.io.tmpdir="${TMPDIR:-/tmp}" \
  -Djdk.tls.rejectClientInitiatedRenegotiation=true \
  -Dserver.listen.address="$LISTEN_ADDRESS" "$@" \
  ${JAVA_OPTS:-} \
  -jar "$LIBERTY_HOME/bin/tools/ws-server.jar" switchboard 3<<EOF
-Dswitchboard.mode=production
${TLS_KEYSTORE:+$(quoted "-Dtls.keystore=$TLS_KEYSTORE")
$(quoted "-Dtls.keystore.password=$password")
$(quoted "-Dtls.key.alias=$alias")}
EOF
