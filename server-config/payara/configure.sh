#!/bin/sh
# Configures a domain of Payara Server that is not running for Switchboard: starts it, runs the commands of asadmin in
# apply.asadmin or restore.asadmin, or in apply-datasource.asadmin or restore-datasource.asadmin of common, whichever is the
# argument without its extension, and stops it. The domain has the master password of Payara Server, "changeit", and its
# administrator none, as after asadmin create-domain --nopassword; the administration listens on the loopback address only.
#
# PAYARA_HOME       the folder of Payara Server (required)
# DOMAIN_DIR        the folder of the domain ($PAYARA_HOME/glassfish/domains/domain1)
# JAVA_HOME         the Java to run on (the one on the PATH)
#
# For apply-datasource:
# POSTGRESQL_JAR    the driver, as it is in WEB-INF/lib of the WAR; it is copied into lib/ of the domain (required)
# DB_HOST, DB_PORT  where PostgreSQL is (localhost, 5432)
# DB_NAME, DB_USER  the database and its owner (switchboard, switchboard)
# DB_PASSWORD_FILE  file whose first line is the password of that user (required)
# DB_POOL_SIZE      connections at most (37)
config=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
server='Payara Server'
home=${PAYARA_HOME:-}
home_variable=PAYARA_HOME
# shellcheck source=../common/configure-domain.sh
. "$config/../common/configure-domain.sh"
