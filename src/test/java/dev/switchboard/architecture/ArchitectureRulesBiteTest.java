package dev.switchboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every rule is held against faults that are planted for it: classes whose names begin with {@code
 * Faulty} must be reported, all others in the same package must not.
 */
class ArchitectureRulesBiteTest {

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void everyPlantedFaultIsReported(HouseRule rule) {
    JavaClasses planted = planted(rule);
    String report = report(rule, planted);

    assertThat(faulty(planted)).isNotEmpty().allSatisfy(name -> assertThat(report).contains(name));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void nothingElseIsReported(HouseRule rule) {
    JavaClasses planted = planted(rule);

    List<String> lines =
        rule.below(rule.plantedPackage()).evaluate(planted).getFailureReport().getDetails();

    assertThat(lines)
        .allSatisfy(line -> assertThat(faulty(planted)).anyMatch(name -> line.contains(name)));
  }

  @Test
  void importOfNothingIsNoticed() {
    JavaClasses nothing = new ClassFileImporter().importPackages("dev.switchboard.nowhere");

    assertThatThrownBy(() -> HouseRule.requireProduct(nothing))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the importer saw no class");
  }

  @Test
  void importOfOnePackageIsNoticed() {
    JavaClasses onlyCalls = new ClassFileImporter().importPackages("dev.switchboard.call");

    assertThatThrownBy(() -> HouseRule.requireProduct(onlyCalls))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("operation");
  }

  private static JavaClasses planted(HouseRule rule) {
    return new ClassFileImporter().importPackages(rule.plantedPackage());
  }

  private static String report(HouseRule rule, JavaClasses planted) {
    return String.join(
        "\n", rule.below(rule.plantedPackage()).evaluate(planted).getFailureReport().getDetails());
  }

  private static List<String> faulty(JavaClasses planted) {
    return planted.stream()
        .filter(type -> type.getSimpleName().startsWith("Faulty"))
        .map(JavaClass::getName)
        .toList();
  }
}
