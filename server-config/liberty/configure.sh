#!/bin/sh
# Makes a server named "switchboard" in a Liberty, for a WAR (configure.sh apply), or takes it away (configure.sh restore);
# nothing else of the Liberty is changed. start.sh applies before each start, so that the server never has another WAR.
#
# LIBERTY_HOME  the folder of Liberty, wlp (required)
# WLP_USER_DIR  the folder that has, or will have, the folder of the servers ($LIBERTY_HOME/usr)
# WAR_FILE      switchboard.war (required by apply)
# JAVA_HOME     the Java whose tool jar unpacks the WAR, if there is no unzip (the one on the PATH)
set -eu
umask 077

die() {
  printf '%s\n' "The server is not configured: $1." >&2
  exit 1
}

config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -n "${LIBERTY_HOME:-}" ] || die "LIBERTY_HOME is not set"
[ -f "$LIBERTY_HOME/bin/tools/ws-server.jar" ] || die "LIBERTY_HOME names no folder of Liberty: $LIBERTY_HOME"
server=${WLP_USER_DIR:-$LIBERTY_HOME/usr}/servers/switchboard

# All but the folders lib (drivers) and configDropins (configuration), which are the administrator's, and logs.
clean() {
  rm -rf "$server/server.xml" "$server/bootstrap.properties" "$server/application.xml" "$server/apps" \
    "$server/switchboard.war" "$server/database" "$server/workarea"
}

case ${1:-} in
  apply)
    [ -f "${WAR_FILE:-}" ] && [ -r "$WAR_FILE" ] || die "WAR_FILE names no file that can be read: ${WAR_FILE:-}"
    clean
    mkdir -p "$server/apps" "$server/lib" "$server/database"
    cp "$config/server.xml" "$config/bootstrap.properties" "$config/application.xml" "$server"
    cp "$config/switchboard.ear.xml" "$server/apps"
    cp "$WAR_FILE" "$server/switchboard.war"

    # What makes connections, with all that it needs.
    cd "$server/database"
    if command -v unzip >/dev/null; then
      unzip -q ../switchboard.war 'WEB-INF/lib/*' 'WEB-INF/classes/db/*' \
        'WEB-INF/classes/dev/switchboard/database/*' 'WEB-INF/classes/dev/switchboard/settings/*'
    else
      "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf ../switchboard.war WEB-INF/lib WEB-INF/classes/db \
        WEB-INF/classes/dev/switchboard/database WEB-INF/classes/dev/switchboard/settings
    fi || die "WAR_FILE cannot be unpacked: $WAR_FILE"
    mv WEB-INF/lib WEB-INF/classes .
    rmdir WEB-INF
    # By these Flyway finds its folders in Liberty's class loaders, where it takes itself to be on WebSphere.
    mkdir classes/db/callback
    touch classes/db/callback/flyway.location classes/db/h2/flyway.location classes/db/postgresql/flyway.location
    ;;
  restore)
    clean
    rmdir "$server/lib" "$server" 2>/dev/null || :
    ;;
  *) die "say apply or restore" ;;
esac
