package dev.switchboard.platform;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import dev.switchboard.database.Database;
import dev.switchboard.query.PageTokens;
import dev.switchboard.settings.BadSettingException;
import dev.switchboard.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The values that every package may inject. */
@ApplicationScoped
public class Producers {

  @Resource private ManagedExecutorService threads;

  /** The container's threads, for what must not keep a request waiting. */
  @Produces
  ManagedExecutorService threads() {
    return threads;
  }

  /** The settings of this process. */
  @Produces
  @Singleton
  Settings settings() {
    try {
      return Settings.load();
    } catch (BadSettingException e) {
      e.sayOnce();
      throw e;
    }
  }

  /** The database of this process. */
  @Produces
  @Singleton
  Database database() {
    return Database.ofThisProcess();
  }

  /** What seals the tokens of pages. */
  @Produces
  @Singleton
  PageTokens pageTokens(Database database) {
    return new PageTokens(database::pageTokenKey);
  }

  /** The one clock. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * Makes ids of RFC 9562 version 7: in the order of time, so that they are the order of creation
   * as well.
   */
  @Produces
  @Singleton
  TimeOrderedEpochFactory ids(Clock clock) {
    return TimeOrderedEpochFactory.builder().withClock(clock).withIncrementPlus1().build();
  }
}
