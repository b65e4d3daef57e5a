# For the scripts of GlassFish and of Payara Server, which is made of it: how the server of a domain is started.
#
# home         the folder of the server (set before, as the function die is)
# DOMAIN_DIR   the folder of the domain (set before)
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # those variables, and those that are set here

# Sets before and after: the process that asadmin start-domain would start, an argument a line, and where options for Java
# have their place in it. asadmin wants the port of the administration free, which the kernel holds for a minute after its
# last use.
process_of_the_domain() {
  tries=0
  until command=$("$home/bin/asadmin" start-domain --dry-run \
    --domaindir "$(dirname "$DOMAIN_DIR")" "$(basename "$DOMAIN_DIR")" </dev/null 2>&1); do
    tries=$((tries + 1))
    [ "$tries" -lt 36 ] || die "asadmin does not say how to start the domain: $command"
    sleep 2
  done
  main='^com\.sun\.enterprise\.glassfish\.bootstrap\.'
  before=$(printf '%s\n' "$command" | sed -n "2,/$main/{/$main/!p;}")
  after=$(printf '%s\n' "$command" | sed -n "/$main/,/^\$/{/^\$/!p;}")
  [ -n "$before" ] && [ -n "$after" ] || die "asadmin does not say how to start the domain"
}
