#!/bin/sh
# Configures a WildFly that is not running for Switchboard (configure.sh apply), or takes that back (configure.sh restore).
# For one that runs: jboss-cli.sh --connect --file=apply.cli, and then its command "reload".
#
# WILDFLY_HOME  the folder of WildFly (required)
# SERVER_DIR    the folder of the server ($WILDFLY_HOME/standalone)
# JAVA_HOME     the Java to run on (the one on the PATH)
set -eu

die() {
  printf '%s\n' "The server is not configured: $1." >&2
  exit 1
}

case ${1:-} in
  apply | restore) ;;
  *) die "say apply or restore" ;;
esac
[ -n "${WILDFLY_HOME:-}" ] || die "WILDFLY_HOME is not set"
[ -x "$WILDFLY_HOME/bin/jboss-cli.sh" ] || die "WILDFLY_HOME names no folder of WildFly: $WILDFLY_HOME"
SERVER_DIR=${SERVER_DIR:-$WILDFLY_HOME/standalone}
[ -f "$SERVER_DIR/configuration/standalone.xml" ] || die "SERVER_DIR names no folder of a server: $SERVER_DIR"

config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
{
  echo 'embed-server --std-out=discard'
  cat "$config/$1.cli"
  echo 'stop-embedded-server'
} >"$commands"

# Not JAVA_OPTS, which jboss-cli.sh would cut at each blank.
JDK_JAVA_OPTIONS="-Djboss.server.base.dir=\"$SERVER_DIR\"" "$WILDFLY_HOME/bin/jboss-cli.sh" --file="$commands" >"$commands.out" 2>&1 || {
  cat "$commands.out" >&2
  rm -f "$commands.out"
  die "a command of $1.cli failed"
}
rm -f "$commands.out"
