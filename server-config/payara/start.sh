#!/bin/sh
# Starts Switchboard in production on Payara Server, in the foreground: for a service manager or a container. The domain must have
# been configured by configure.sh.
#
# PAYARA_HOME              the folder of Payara Server (required)
# DOMAIN_DIR                  the folder of the domain ($PAYARA_HOME/glassfish/domains/domain1)
# WAR_FILE                    switchboard.war (required); it takes the place of the one in DOMAIN_DIR/autodeploy
# TLS_KEYSTORE                PKCS#12 file with key and certificate chain; without it plain http is served, for a proxy
#                             that ends TLS. With it there is https only, and the key is copied into the keystore of the
#                             domain, which has the master password of Payara Server, "changeit".
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
    # The server has an exception for its old default: it closes no idle connection there.
    *8181) die "$2 must not end in 8181, where Payara Server keeps idle connections forever: $1" ;;
  esac
  [ "$1" -ge 1 ] && [ "$1" -le 65535 ] || die "$2 is no port: $1"
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
keytool=${JAVA_HOME:+$JAVA_HOME/bin/}keytool

command -v "$java" >/dev/null || die "there is no Java: $java"
[ -n "${PAYARA_HOME:-}" ] || die "PAYARA_HOME is not set"
readable "$PAYARA_HOME/glassfish/modules/glassfish.jar" PAYARA_HOME
DOMAIN_DIR=${DOMAIN_DIR:-$PAYARA_HOME/glassfish/domains/domain1}
readable "$DOMAIN_DIR/config/domain.xml" DOMAIN_DIR
grep -q 'server\.http\.port' "$DOMAIN_DIR/config/domain.xml" ||
  die "DOMAIN_DIR is not configured for it, run configure.sh apply: $DOMAIN_DIR"
readable "${WAR_FILE:-}" WAR_FILE

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
  # A wrong key would be found only by the first client. Payara Server wants one password for the keystore and for each key.
  domain_keystore=$DOMAIN_DIR/config/keystore.p12
  new_keystore=$(mktemp)
  cp "$domain_keystore" "$new_keystore"
  MASTER_PASSWORD=changeit
  export MASTER_PASSWORD
  "$keytool" -delete -keystore "$new_keystore" -alias "$alias" -storepass:env MASTER_PASSWORD >/dev/null 2>&1 || true
  "$keytool" -importkeystore -noprompt -srckeystore "$TLS_KEYSTORE" -srcstoretype PKCS12 \
    -srcstorepass:file "$TLS_KEYSTORE_PASSWORD_FILE" -srcalias "$alias" -destalias "$alias" \
    -destkeystore "$new_keystore" -deststorepass:env MASTER_PASSWORD -destkeypass:env MASTER_PASSWORD >/dev/null 2>&1 || {
    rm -f "$new_keystore"
    die "TLS_KEYSTORE cannot be copied into the keystore of the domain: $domain_keystore"
  }
  unset MASTER_PASSWORD
  mv "$new_keystore" "$domain_keystore"
  set -- -Dserver.http.enabled=false -Dserver.http.port=0 -Dserver.https.enabled=true "-Dserver.https.port=$HTTPS_PORT" \
    "-Dserver.tls.key.alias=$alias"
  LISTEN_ADDRESS=${LISTEN_ADDRESS:-0.0.0.0}
else
  port "${HTTP_PORT:=8080}" HTTP_PORT
  set -- -Dserver.http.enabled=true "-Dserver.http.port=$HTTP_PORT" -Dserver.https.enabled=false -Dserver.https.port=0 \
    -Dserver.tls.key.alias=s1as
  LISTEN_ADDRESS=${LISTEN_ADDRESS:-127.0.0.1}
fi

# Another WAR than last time is deployed anew, after the one before was started once more.
if ! cmp -s "$WAR_FILE" "$DOMAIN_DIR/autodeploy/switchboard.war"; then
  mkdir -p "$DOMAIN_DIR/autodeploy"
  rm -f "$DOMAIN_DIR"/autodeploy/switchboard.war*
  cp "$WAR_FILE" "$DOMAIN_DIR/autodeploy/switchboard.war"
fi

# Not asadmin start-domain: this process is the server itself, which gets the signals of whoever started it. Memory that runs
# out ends the process, which is then started again. A line of the dry run is an argument; ours are between those for Java
# and those for the server.
# It wants the port of the administration free, which the kernel holds for a minute after its last use.
tries=0
until command=$("$PAYARA_HOME/bin/asadmin" start-domain --dry-run \
  --domaindir "$(dirname "$DOMAIN_DIR")" "$(basename "$DOMAIN_DIR")" 2>&1); do
  tries=$((tries + 1))
  [ "$tries" -lt 36 ] || die "asadmin does not say how to start the domain: $command"
  sleep 2
done
main='^com\.sun\.enterprise\.glassfish\.bootstrap\.'
before=$(printf '%s\n' "$command" | sed -n "2,/$main/{/$main/!p;}")
after=$(printf '%s\n' "$command" | sed -n "/$main/,/^\$/{/^\$/!p;}")
[ -n "$before" ] && [ -n "$after" ] || die "asadmin does not say how to start the domain"
# shellcheck disable=SC2086 # JAVA_OPTS is a list
set -- "$@" "-Dserver.listen.address=$LISTEN_ADDRESS" -Dswitchboard.mode=production -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true "-Djava.io.tmpdir=${TMPDIR:-/tmp}" ${JAVA_OPTS:-}
set -f
IFS='
'
# shellcheck disable=SC2086 # a line is an argument
exec $before "$@" $after </dev/null
