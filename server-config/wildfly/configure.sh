#!/bin/sh
# Configures a WildFly that is not running for Switchboard (configure.sh apply), or takes that back (configure.sh restore);
# gives it a pool of its own for PostgreSQL (configure.sh apply-datasource), or takes that back (restore-datasource).
# For one that runs: jboss-cli.sh --connect --file=apply.cli, and then its command "reload".
#
# WILDFLY_HOME    the folder of WildFly (required)
# SERVER_DIR      the folder of the server ($WILDFLY_HOME/standalone)
# POSTGRESQL_JAR  the JDBC driver (required by apply-datasource)
# JAVA_HOME       the Java to run on (the one on the PATH)
set -eu

die() {
  printf '%s\n' "The server is not configured: $1." >&2
  exit 1
}

case ${1:-} in
  apply | restore | apply-datasource | restore-datasource) ;;
  *) die "say apply, restore, apply-datasource or restore-datasource" ;;
esac
[ -n "${WILDFLY_HOME:-}" ] || die "WILDFLY_HOME is not set"
[ -x "$WILDFLY_HOME/bin/jboss-cli.sh" ] || die "WILDFLY_HOME names no folder of WildFly: $WILDFLY_HOME"
SERVER_DIR=${SERVER_DIR:-$WILDFLY_HOME/standalone}
[ -f "$SERVER_DIR/configuration/standalone.xml" ] || die "SERVER_DIR names no folder of a server: $SERVER_DIR"

config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
{
  case $1 in
    apply-datasource)
      [ -f "${POSTGRESQL_JAR:-}" ] || die "POSTGRESQL_JAR names no file: ${POSTGRESQL_JAR:-}"
      [ -d "$WILDFLY_HOME/modules/org/postgresql" ] ||
        echo "module add --name=org.postgresql --resources=\"$POSTGRESQL_JAR\" --dependencies=java.logging,java.management,java.naming,java.security.jgss,java.sql,java.xml,jdk.net"
      ;;
    restore-datasource)
      [ ! -d "$WILDFLY_HOME/modules/org/postgresql" ] || remove='module remove --name=org.postgresql'
      ;;
  esac
  echo 'embed-server --std-out=discard'
  cat "$config/$1.cli"
  echo 'stop-embedded-server'
  echo "${remove:-}"
} >"$commands"

# Not JAVA_OPTS, which jboss-cli.sh would cut at each blank.
JDK_JAVA_OPTIONS="-Djboss.server.base.dir=\"$SERVER_DIR\"" "$WILDFLY_HOME/bin/jboss-cli.sh" --file="$commands" >"$commands.out" 2>&1 || {
  cat "$commands.out" >&2
  rm -f "$commands.out"
  die "a command of $1.cli failed"
}
rm -f "$commands.out"
