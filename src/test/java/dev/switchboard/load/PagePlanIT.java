package dev.switchboard.load;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * With as few rows as 1 000 pages take; {@link PagePlanBenchmark} has a million. In the builds that
 * are about PostgreSQL only: it asks that database alone, whichever one the others use.
 */
@EnabledIfSystemProperty(named = "switchboard.test.database", matches = "postgresql")
class PagePlanIT extends PagePlans {

  PagePlanIT() {
    super(26_000, 20);
  }
}
