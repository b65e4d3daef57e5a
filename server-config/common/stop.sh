# shellcheck shell=sh
# For start.sh of each server, which reads this file in before it starts the server in the background, and sets server_pid: how
# it is stopped. Told to stop (SIGTERM, or SIGINT), a server would take the application away under the requests that are in it.
# So the service is told first, by a file, to let no request in any more; it deletes the file when those inside have been
# answered.
#
# DRAIN_SECONDS  how long new requests are refused with 503 before the server is stopped, so that proxies see it (5)

DRAIN_SECONDS=${DRAIN_SECONDS:-5}
case $DRAIN_SECONDS in
  *[!0-9]* | ???*) die "DRAIN_SECONDS is no number of seconds up to 99: $DRAIN_SECONDS" ;;
esac

stopping=
drain_folder=$(mktemp -d)
drain_file=$drain_folder/drain
# The service deletes it when it starts: as long as it is there, there is nothing to drain.
: >"$drain_file"
trap 'rm -rf "$drain_folder"' EXIT
trap stop TERM INT

stop() {
  trap '' TERM INT
  stopping=yes
  # The server may have been started a moment ago.
  [ -n "${server_pid:-}" ] || exit 143
  if [ ! -e "$drain_file" ]; then
    : >"$drain_file"
    waited=0
    # Longer than any request takes.
    while kill -0 "$server_pid" 2>/dev/null && [ "$waited" -lt 120 ] &&
      { [ "$waited" -lt "$DRAIN_SECONDS" ] || [ -e "$drain_file" ]; }; do
      sleep 1
      waited=$((waited + 1))
    done
  fi
  kill -TERM "$server_pid" 2>/dev/null || true
}

# Waits for the end of $server_pid and exits as it did; a stop that was asked for is a success.
exit_with_server() {
  status=0
  wait "$server_pid" || status=$?
  # A signal ends the first wait, but not the server.
  while kill -0 "$server_pid" 2>/dev/null; do
    status=0
    wait "$server_pid" || status=$?
  done
  if [ -n "$stopping" ] && [ "$status" -eq 143 ]; then
    status=0
  fi
  exit "$status"
}
