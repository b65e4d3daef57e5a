# For start.sh of GlassFish and of Payara Server, which is made of it; they read this file in after start.sh of this folder.
#
# home, home_variable   the folder of the server, and the variable that names it (set before, as server is)
# domain_keystore       the name of the keystore of a domain (set before)
# shellcheck shell=sh
# shellcheck disable=SC2154 # those variables

# shellcheck source=domain.sh
. "$config/../common/domain.sh"

[ -n "$home" ] || die "$home_variable is not set"
readable "$home/glassfish/modules/glassfish.jar" "$home_variable"
DOMAIN_DIR=${DOMAIN_DIR:-$home/glassfish/domains/domain1}
readable "$DOMAIN_DIR/config/domain.xml" DOMAIN_DIR
grep -q 'server\.http\.port' "$DOMAIN_DIR/config/domain.xml" ||
  die "DOMAIN_DIR is not configured for it, run configure.sh apply: $DOMAIN_DIR"
readable "${WAR_FILE:-}" WAR_FILE

listener
# shellcheck source=stop.sh
. "$config/../common/stop.sh"
if [ -n "${TLS_KEYSTORE:-}" ]; then
  # The server wants one password for the keystore and for each key.
  domain_keystore=$DOMAIN_DIR/config/$domain_keystore
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
else
  set -- -Dserver.http.enabled=true "-Dserver.http.port=$HTTP_PORT" -Dserver.https.enabled=false -Dserver.https.port=0 \
    -Dserver.tls.key.alias=s1as
fi

# Another WAR than last time is deployed anew, after the one before was started once more.
if ! cmp -s "$WAR_FILE" "$DOMAIN_DIR/autodeploy/switchboard.war"; then
  mkdir -p "$DOMAIN_DIR/autodeploy"
  rm -f "$DOMAIN_DIR"/autodeploy/switchboard.war*
  cp "$WAR_FILE" "$DOMAIN_DIR/autodeploy/switchboard.war"
fi

# Not asadmin start-domain, which knows nothing of draining. Memory that runs out ends the process, which is then started again.
process_of_the_domain
# shellcheck disable=SC2086 # JAVA_OPTS is a list
set -- "$@" "-Dserver.listen.address=$LISTEN_ADDRESS" -Dswitchboard.mode=production \
  "-Dswitchboard.drain-file=$drain_file" -XX:+ExitOnOutOfMemoryError \
  -Djava.awt.headless=true "-Djava.io.tmpdir=${TMPDIR:-/tmp}" ${JAVA_OPTS:-}
set -f
IFS='
'
# shellcheck disable=SC2086 # a line is an argument
$before "$@" $after </dev/null &
server_pid=$!
unset IFS
set +f
exit_with_server
