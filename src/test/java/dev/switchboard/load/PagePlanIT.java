package dev.switchboard.load;

/** With as few rows as 1 000 pages take; {@link PagePlanBenchmark} has a million. */
class PagePlanIT extends PagePlans {

  PagePlanIT() {
    super(26_000, 20);
  }
}
