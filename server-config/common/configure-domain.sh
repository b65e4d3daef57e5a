# For configure.sh of GlassFish and of Payara Server, which is made of it; they read this file in.
#
# $1                    apply, restore, apply-datasource or restore-datasource
# config                the folder of the script (set before)
# server                the name of the server (set before)
# home, home_variable   the folder of the server, and the variable that names it (set before)
# shellcheck shell=sh
# shellcheck disable=SC2154 # those variables
set -eu
umask 077

die() {
  printf '%s\n' "The domain is not configured: $1." >&2
  exit 1
}

# shellcheck source=domain.sh
. "$config/../common/domain.sh"

verb=${1:-}
case $verb in
  apply | restore) commands=$config/$verb.asadmin ;;
  apply-datasource | restore-datasource) commands=$config/../common/$verb.asadmin ;;
  *) die "say apply, restore, apply-datasource or restore-datasource" ;;
esac
[ -n "$home" ] || die "$home_variable is not set"
asadmin=$home/bin/asadmin
[ -x "$asadmin" ] || die "$home_variable names no folder of $server: $home"
DOMAIN_DIR=${DOMAIN_DIR:-$home/glassfish/domains/domain1}
[ -f "$DOMAIN_DIR/config/domain.xml" ] || die "DOMAIN_DIR names no folder of a domain: $DOMAIN_DIR"
admin_port=$(grep '<network-listener .*name="admin-listener"' "$DOMAIN_DIR/config/domain.xml" |
  sed -n 's/.* port="\([0-9]*\)".*/\1/p' | head -n 1)
[ -n "$admin_port" ] || die "its administration has no port"

work=$(mktemp -d)
process=
trap 'if [ -n "$process" ]; then kill "$process" 2>/dev/null || true; wait "$process" || true; fi; rm -rf "$work"' EXIT

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
  -e "s|@DB_USER@|${DB_USER:-switchboard}|" -e "s|@DB_POOL_SIZE@|${DB_POOL_SIZE:-37}|" \
  "$commands" >"$work/commands"

# With the properties that apply.asadmin asks for, and ended with this script.
process_of_the_domain
(
  set -f
  IFS='
'
  # shellcheck disable=SC2086 # a line is an argument
  exec $before -Dserver.http.enabled=false -Dserver.http.port=0 -Dserver.https.enabled=false -Dserver.https.port=0 \
    -Dserver.listen.address=127.0.0.1 -Dserver.tls.key.alias=s1as $after
) </dev/null >"$work/log" 2>&1 &
process=$!

run() {
  "$asadmin" --host 127.0.0.1 --port "$admin_port" --user admin --passwordfile "$work/passwords" --interactive=false "$@"
}
tries=0
until run uptime >"$work/uptime" 2>&1; do
  tries=$((tries + 1))
  kill -0 "$process" 2>/dev/null || { tail -n 20 "$work/log" >&2; die "it does not start"; }
  [ "$tries" -lt 90 ] || { tail -n 20 "$work/uptime" >&2; die "its administration does not answer on port $admin_port"; }
  sleep 1
done
run multimode --file "$work/commands" >"$work/out" 2>&1 || true
kill "$process"
wait "$process" || true
process=
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
