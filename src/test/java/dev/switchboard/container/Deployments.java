package dev.switchboard.container;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built WAR, with beans of a test beside its own. */
final class Deployments {

  private Deployments() {}

  static WebArchive builtWarWith(Class<?>... testBeans) {
    return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
        .importFrom(new File(System.getProperty("switchboard.test.war")))
        .as(WebArchive.class)
        .addClasses(testBeans);
  }
}
