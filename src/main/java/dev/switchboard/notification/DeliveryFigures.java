package dev.switchboard.notification;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this node has delivered since its start. */
final class DeliveryFigures implements DeliveryFiguresMXBean {

  /** What JMX knows them by. */
  static final String NAME = "dev.switchboard:type=Notifications";

  private static final Logger LOG = System.getLogger(DeliveryFigures.class.getName());

  private boolean shown;

  private final LongAdder sent = new LongAdder();
  private final LongAdder failedAttempts = new LongAdder();
  private final LongAdder givenUp = new LongAdder();

  /** Lets JMX show them. */
  void show() {
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
      shown = true;
    } catch (JMException e) {
      // Another deployment in this JVM shows its own.
      LOG.log(Level.DEBUG, "figures are not shown", e);
    }
  }

  /** Ends that. */
  void hide() {
    if (!shown) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      LOG.log(Level.DEBUG, "figures are still shown", e);
    }
  }

  void sent() {
    sent.increment();
  }

  void failed() {
    failedAttempts.increment();
  }

  void buried() {
    givenUp.increment();
  }

  @Override
  public long getSent() {
    return sent.sum();
  }

  @Override
  public long getFailedAttempts() {
    return failedAttempts.sum();
  }

  @Override
  public long getGivenUp() {
    return givenUp.sum();
  }
}
