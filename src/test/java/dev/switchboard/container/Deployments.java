package dev.switchboard.container;

import dev.switchboard.support.Server;
import java.io.File;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The built WAR, with classes of a test beside its own. */
final class Deployments {

  private Deployments() {}

  /**
   * The WAR with the beans of a test, and with the test itself if it runs inside: Arquillian puts
   * that into a WAR unasked, but not into an EAR.
   */
  static Archive<?> builtWarWith(Class<?>... testClasses) {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "ROOT.war")
            .importFrom(new File(System.getProperty("switchboard.test.war")))
            .as(WebArchive.class)
            .addClasses(testClasses);
    return Server.current() == Server.LIBERTY ? inAnEar(war) : war;
  }

  /** As server-config/liberty has it. */
  private static EnterpriseArchive inAnEar(WebArchive war) {
    return ShrinkWrap.create(EnterpriseArchive.class, "switchboard.ear")
        .addAsModule(Testable.archiveToTest(war))
        .setApplicationXML(
            new StringAsset(
                """
                <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                  <module>
                    <web>
                      <web-uri>ROOT.war</web-uri>
                      <context-root>/</context-root>
                    </web>
                  </module>
                </application>
                """));
  }
}
