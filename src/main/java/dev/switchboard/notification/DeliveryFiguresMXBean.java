package dev.switchboard.notification;

/** What this node has delivered since its start, as JMX shows it. */
public interface DeliveryFiguresMXBean {

  /** Notifications that were accepted by their receivers. */
  long getSent();

  /** Attempts that failed, whether or not they were followed by others. */
  long getFailedAttempts();

  /** Notifications that were given up: dead letters. */
  long getGivenUp();
}
