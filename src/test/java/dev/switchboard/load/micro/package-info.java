/** The parts of a PATCH that need neither server nor database, each by itself, measured by JMH. */
package dev.switchboard.load.micro;
