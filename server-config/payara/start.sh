#!/bin/sh
# Starts Switchboard in production on Payara Server, in the foreground: for a service manager or a container. The domain must have
# been configured by configure.sh.
#
# PAYARA_HOME                 the folder of Payara Server (required)
# DOMAIN_DIR                  the folder of the domain ($PAYARA_HOME/glassfish/domains/domain1)
# WAR_FILE                    switchboard.war (required); it takes the place of the one in DOMAIN_DIR/autodeploy
# TLS_KEYSTORE                PKCS#12 file with key and certificate chain; without it plain http is served, for a proxy
#                             that ends TLS. With it there is https only, and the key is copied into the keystore of the
#                             domain, which has the master password of Payara Server, "changeit".
# TLS_KEYSTORE_PASSWORD_FILE  file whose first line is the password of the keystore (required with TLS_KEYSTORE)
# TLS_KEY_ALIAS               alias of the key in it (switchboard)
# HTTP_PORT, HTTPS_PORT       8080, 8443
# LISTEN_ADDRESS              127.0.0.1 for http, 0.0.0.0 for https
# DRAIN_SECONDS               how long, told to stop, it refuses new requests with 503 before it does so (5); those in flight
#                             are waited for in any case
# JAVA_HOME                   the Java to run on (the one on the PATH)
# JAVA_OPTS                   more options for Java, separated by blanks, for example -Xmx2g
#
# The settings of the service itself are the environment variables SWITCHBOARD_*; see the README.
config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
server='Payara Server'
home=${PAYARA_HOME:-}
home_variable=PAYARA_HOME
domain_keystore=keystore.p12
# shellcheck source=../common/start.sh
. "$config/../common/start.sh"
# shellcheck source=../common/start-domain.sh
. "$config/../common/start-domain.sh"
