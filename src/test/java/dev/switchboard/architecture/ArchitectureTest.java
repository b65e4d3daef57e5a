package dev.switchboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

  private static final String ROOT = "dev.switchboard";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/architecture/planted/"))
          .importPackages(ROOT);

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void ruleHolds(HouseRule rule) {
    rule.below(ROOT).check(rule.isAboutTests() ? TESTS : PRODUCT);
  }

  @Test
  void importerSawTheProduct() {
    HouseRule.requireProduct(PRODUCT);
    assertThat(PRODUCT).hasSizeGreaterThan(70);
  }

  @Test
  void importerSawNoTestAmongTheProduct() {
    assertThat(PRODUCT).noneMatch(type -> type.getSimpleName().endsWith("Test"));
  }

  @Test
  void importerSawTheContractSuite() {
    assertThat(TESTS).anyMatch(type -> type.getPackageName().equals(ROOT + ".contract"));
  }
}
