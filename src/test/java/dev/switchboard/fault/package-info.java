/** What the service keeps when something breaks. */
package dev.switchboard.fault;
