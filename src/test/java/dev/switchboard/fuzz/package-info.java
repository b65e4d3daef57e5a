/**
 * What is sent to find out whether anything breaks: what the fuzz targets, each in the package of
 * the code that it is for, have in common, and the soak of a running service.
 */
package dev.switchboard.fuzz;
