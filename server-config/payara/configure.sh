#!/bin/sh
# Configures a domain of Payara Server that is not running for Switchboard: starts it, runs the commands of asadmin in
# apply.asadmin, restore.asadmin, apply-datasource.asadmin or restore-datasource.asadmin, whichever is the argument without
# its extension, and stops it. The domain has the master password of Payara Server, "changeit", and its administrator none, as
# after asadmin create-domain --nopassword; the administration listens on the loopback address only.
#
# PAYARA_HOME    the folder of Payara Server (required)
# DOMAIN_DIR        the folder of the domain ($PAYARA_HOME/glassfish/domains/domain1)
# JAVA_HOME         the Java to run on (the one on the PATH)
#
# For apply-datasource:
# POSTGRESQL_JAR    the driver, as it is in WEB-INF/lib of the WAR; it is copied into lib/ of the domain (required)
# DB_HOST, DB_PORT  where PostgreSQL is (localhost, 5432)
# DB_NAME, DB_USER  the database and its owner (switchboard, switchboard)
# DB_PASSWORD_FILE  file whose first line is the password of that user (required)
# DB_POOL_SIZE      connections at most (34)
set -eu
umask 077

die() {
  printf '%s\n' "The domain is not configured: $1." >&2
  exit 1
}

verb=${1:-}
case $verb in
  apply | restore | apply-datasource | restore-datasource) ;;
  *) die "say apply, restore, apply-datasource or restore-datasource" ;;
esac
[ -n "${PAYARA_HOME:-}" ] || die "PAYARA_HOME is not set"
asadmin=$PAYARA_HOME/bin/asadmin
[ -x "$asadmin" ] || die "PAYARA_HOME names no folder of Payara Server: $PAYARA_HOME"
DOMAIN_DIR=${DOMAIN_DIR:-$PAYARA_HOME/glassfish/domains/domain1}
[ -f "$DOMAIN_DIR/config/domain.xml" ] || die "DOMAIN_DIR names no folder of a domain: $DOMAIN_DIR"
admin_port=$(grep '<network-listener .*name="admin-listener"' "$DOMAIN_DIR/config/domain.xml" |
  sed -n 's/.* port="\([0-9]*\)".*/\1/p' | head -n 1)
[ -n "$admin_port" ] || die "its administration has no port"

config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" || true; fi; rm -rf "$work"' EXIT

case $verb in
  apply)
    grep -q 'server\.http\.port' "$DOMAIN_DIR/config/domain.xml" && die "it is configured already"
    ;;
  restore)
    grep -q 'server\.http\.port' "$DOMAIN_DIR/config/domain.xml" || die "there is nothing to take back"
    ;;
  apply-datasource)
    [ -f "${POSTGRESQL_JAR:-}" ] || die "POSTGRESQL_JAR names no file"
    [ -f "${DB_PASSWORD_FILE:-}" ] || die "DB_PASSWORD_FILE names no file"
    cp "$POSTGRESQL_JAR" "$DOMAIN_DIR/lib/postgresql.jar"
    IFS= read -r password <"$DB_PASSWORD_FILE" || [ -n "$password" ] || die "DB_PASSWORD_FILE is empty"
    ;;
esac
printf 'AS_ADMIN_PASSWORD=\nAS_ADMIN_ALIASPASSWORD=%s\n' "${password:-}" >"$work/passwords"
sed -e "s|@DB_HOST@|${DB_HOST:-localhost}|" -e "s|@DB_PORT@|${DB_PORT:-5432}|" -e "s|@DB_NAME@|${DB_NAME:-switchboard}|" \
  -e "s|@DB_USER@|${DB_USER:-switchboard}|" -e "s|@DB_POOL_SIZE@|${DB_POOL_SIZE:-34}|" \
  "$config/$verb.asadmin" >"$work/commands"

# The process that start-domain would start, but with the properties that apply.asadmin asks for, and ended with this script.
# It wants the port of the administration free, which the kernel holds for a minute after its last use.
tries=0
until "$asadmin" start-domain --dry-run --domaindir "$(dirname "$DOMAIN_DIR")" "$(basename "$DOMAIN_DIR")" \
  >"$work/command" 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 36 ] || { cat "$work/command" >&2; die "asadmin does not say how to start it"; }
  sleep 2
done
(
  set -f
  IFS='
'
  # shellcheck disable=SC2046 # a line is an argument
  exec $(sed -n '2,/^com\.sun\.enterprise\.glassfish\.bootstrap\./{/^com\.sun\.enterprise\.glassfish\.bootstrap\./!p;}' "$work/command") \
    -Dserver.http.enabled=false -Dserver.http.port=0 -Dserver.https.enabled=false -Dserver.https.port=0 \
    -Dserver.listen.address=127.0.0.1 -Dserver.tls.key.alias=s1as \
    $(sed -n '/^com\.sun\.enterprise\.glassfish\.bootstrap\./,/^$/{/^$/!p;}' "$work/command")
) </dev/null >"$work/log" 2>&1 &
server=$!

run() {
  "$asadmin" --host 127.0.0.1 --port "$admin_port" --user admin --passwordfile "$work/passwords" --interactive=false "$@"
}
tries=0
until run uptime >"$work/uptime" 2>&1; do
  tries=$((tries + 1))
  kill -0 "$server" 2>/dev/null || { tail -n 20 "$work/log" >&2; die "it does not start"; }
  [ "$tries" -lt 90 ] || { tail -n 20 "$work/uptime" >&2; die "its administration does not answer on port $admin_port"; }
  sleep 1
done
run multimode --file "$work/commands" >"$work/out" 2>&1 || true
kill "$server"
wait "$server" || true
server=
if grep -E '^Command .* failed\.$' "$work/out" >/dev/null || ! grep -q '^Command multimode executed' "$work/out"; then
  grep -v " executed successfully" "$work/out" | head -n 20 >&2
  die "a command of $verb.asadmin failed"
fi

logging=$DOMAIN_DIR/config/logging.properties
case $verb in
  apply)
    cp "$logging" "$logging.before-switchboard"
    cp "$config/logging.properties" "$logging"
    ;;
  restore) mv "$logging.before-switchboard" "$logging" ;;
esac
