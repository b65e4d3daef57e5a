# For start.sh of each server, which reads this file in: what all of them check, and how they say what is wrong.
#
# server   the name of the server (set before)
# shellcheck shell=sh
# shellcheck disable=SC2154 # server
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

# $1 a port, $2 the variable that names it, $3 the least, which is 1 if nothing is said
port() {
  case $1 in
    '' | *[!0-9]* | ??????*) die "$2 is no port: $1" ;;
    *8181)
      # GlassFish, and what is made of it, has an exception for its old default: it closes no idle connection there.
      [ "$server" = WildFly ] || [ "$server" = 'Open Liberty' ] || die "$2 must not end in 8181, where $server keeps idle connections forever: $1"
      ;;
  esac
  [ "$1" -ge "${3:-1}" ] && [ "$1" -le 65535 ] || die "$2 is no port: $1"
}

# One argument of Java in the form of an argument file.
quoted() {
  printf '"%s"\n' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
keytool=${JAVA_HOME:+$JAVA_HOME/bin/}keytool
command -v "$java" >/dev/null || die "there is no Java: $java"

# Checks what belongs to TLS_KEYSTORE if it is given, and what belongs to plain http otherwise; sets alias and password, or
# nothing, and LISTEN_ADDRESS. A wrong keystore is found here: a server would start with it, and serve nobody.
listener() {
  password=
  if [ -n "${TLS_KEYSTORE:-}" ]; then
    alias=${TLS_KEY_ALIAS:-switchboard}
    readable "$TLS_KEYSTORE" TLS_KEYSTORE
    readable "${TLS_KEYSTORE_PASSWORD_FILE:-}" TLS_KEYSTORE_PASSWORD_FILE
    port "${HTTPS_PORT:=8443}" HTTPS_PORT
    IFS= read -r password <"$TLS_KEYSTORE_PASSWORD_FILE" || [ -n "$password" ] ||
      die "TLS_KEYSTORE_PASSWORD_FILE is empty: $TLS_KEYSTORE_PASSWORD_FILE"
    "$keytool" -list -keystore "$TLS_KEYSTORE" -storetype PKCS12 -alias "$alias" \
      -storepass:file "$TLS_KEYSTORE_PASSWORD_FILE" 2>/dev/null | grep -q PrivateKeyEntry ||
      die "TLS_KEYSTORE is no PKCS#12 file with that password and a key by the alias $alias: $TLS_KEYSTORE"
    LISTEN_ADDRESS=${LISTEN_ADDRESS:-0.0.0.0}
  else
    port "${HTTP_PORT:=8080}" HTTP_PORT
    LISTEN_ADDRESS=${LISTEN_ADDRESS:-127.0.0.1}
  fi
}
