package dev.switchboard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.modules.syntax.AllowedModuleDependencies.allow;
import static com.tngtech.archunit.library.modules.syntax.ModuleDependencyScope.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.modules.syntax.ModuleRuleDefinition.modules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The architecture, one rule each. A rule is made for a root package, so that it can be held
 * against the product and against the faults that are planted to prove that it bites.
 */
enum HouseRule {
  /** Which package may use which. */
  ARROWS(
      root ->
          modules()
              .definedByPackages(root + ".(*)..")
              .should()
              .respectTheirAllowedDependencies(
                  allow()
                      .fromModule("console")
                      .toModules(
                          "call",
                          "operation",
                          "notification",
                          "odata",
                          "json",
                          "security",
                          "error",
                          "settings")
                      .fromModule("batch")
                      .toModules(
                          "notification",
                          "odata",
                          "json",
                          "security",
                          "audit",
                          "admission",
                          "error",
                          "settings")
                      .fromModule("call")
                      .toModules(
                          "participant",
                          "operation",
                          "notification",
                          "webhook",
                          "odata",
                          "edm",
                          "query",
                          "json",
                          "security",
                          "audit",
                          "admission",
                          "upkeep",
                          "error",
                          "settings")
                      .fromModule("participant")
                      .toModules(
                          "operation",
                          "notification",
                          "odata",
                          "edm",
                          "query",
                          "json",
                          "security",
                          "audit",
                          "admission",
                          "error",
                          "settings")
                      .fromModule("operation")
                      .toModules(
                          "database",
                          "notification",
                          "odata",
                          "edm",
                          "query",
                          "json",
                          "security",
                          "audit",
                          "admission",
                          "error",
                          "settings")
                      .fromModule("security")
                      .toModules("odata", "query", "audit", "admission", "error", "settings")
                      .fromModule("audit")
                      .toModules("error", "settings")
                      .fromModule("admission")
                      .toModules("error", "settings")
                      .fromModule("notification")
                      .toModules(
                          "database",
                          "webhook",
                          "signing",
                          "odata",
                          "edm",
                          "query",
                          "json",
                          "security",
                          "upkeep",
                          "admission",
                          "error",
                          "settings")
                      .fromModule("signing")
                      .toModules("odata", "security", "error", "settings")
                      .fromModule("upkeep")
                      .toModules("error")
                      .fromModule("webhook")
                      .toModules("error", "settings")
                      .fromModule("odata")
                      .toModules("edm", "query", "json", "error", "settings")
                      .fromModule("query")
                      .toModules("edm", "json", "error")
                      .fromModule("json")
                      .toModules("error")
                      .fromModule("issuer")
                      .toModules("error", "settings")
                      .fromModule("database")
                      .toModules("settings")
                      .fromModule("platform")
                      .toModules(
                          "odata",
                          "security",
                          "admission",
                          "database",
                          "query",
                          "upkeep",
                          "error",
                          "settings"),
                  consideringOnlyDependenciesInAnyPackage(root + ".."))),

  /** The packages form no circle. */
  NO_CYCLES(root -> slices().matching(root + ".(*)..").should().beFreeOfCycles()),

  /** The simulator can be deleted. */
  SIMULATOR_IS_UNKNOWN(root -> isUnknown(root + ".simulator..")),

  /** Nothing can tell the development issuer from another one. */
  ISSUER_IS_UNKNOWN(root -> isUnknown(root + ".issuer..")),

  /** Services and entities know nothing of HTTP. */
  NO_HTTP_IN_THE_CORE(
      root ->
          noClasses()
              .that(
                  DescribedPredicate.or(
                      annotatedWith(Stateless.class),
                      annotatedWith(Entity.class),
                      named("Service")))
              .should()
              .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."))),

  /** Whoever speaks HTTP leaves the database to the services. */
  NO_PERSISTENCE_IN_RESOURCES(
      root ->
          noClasses()
              .that(
                  DescribedPredicate.or(
                      annotatedWith(Path.class),
                      named("Resource"),
                      resideInAnyPackage(root + ".console..", root + ".simulator..")))
              .should()
              .dependOnClassesThat(resideInAPackage("jakarta.persistence.."))),

  /** No resource touches an entity, not even inside a List or on its way into a Response. */
  NO_ENTITY_IN_RESOURCES(
      root -> classes().that(annotatedWith(Path.class)).should(TouchNoEntity.condition())),

  /** Transactions are begun by the EJB container alone; to know one is not to begin it. */
  ONE_DEMARCATION_STYLE(
      root ->
          noClasses()
              .should()
              .dependOnClassesThat(
                  resideInAPackage("jakarta.transaction..")
                      .and(not(simpleName("TransactionSynchronizationRegistry"))))),

  /**
   * Whoever asks for rows says whose: the one way to ask puts the owner into the predicate, and so
   * do the statements of a merge. The service's own keys are nobody's.
   */
  OWNER_IN_EVERY_QUERY(
      root ->
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName(root + ".security.OwnedEntity")
              .and()
              .doNotHaveFullyQualifiedName(root + ".signing.SigningKeyService")
              .and()
              .doNotHaveFullyQualifiedName(root + ".operation.OperationStatements")
              .and()
              .resideOutsideOfPackage(root + ".database")
              .should()
              .accessTargetWhere(describe("rows are asked for", HouseRule::asksForRows))),

  /** A stateless bean holds constants and what was injected. */
  STATELESS_HOLDS_NO_STATE(
      root ->
          fields()
              .that()
              .areDeclaredInClassesThat(
                  describe(
                      "are @Stateless or a superclass of one",
                      type ->
                          type.isAnnotatedWith(Stateless.class)
                              || type.getAllSubclasses().stream()
                                  .anyMatch(bean -> bean.isAnnotatedWith(Stateless.class))))
              .should(
                  ArchConditions.be(
                      describe(
                          "injected or constant",
                          field -> isInjected(field) || isConstant(field))))),

  /** An entity changes by its behaviour. */
  ENTITIES_HAVE_NO_SETTERS(
      root ->
          methods()
              .that()
              .areDeclaredInClassesThat(annotatedWith(Entity.class))
              .should()
              .haveNameNotMatching("set([A-Z].*)?")),

  /** An entity's columns are its own business. */
  ENTITIES_HAVE_NO_PUBLIC_FIELDS(
      root ->
          fields()
              .that()
              .areDeclaredInClassesThat(annotatedWith(Entity.class))
              .should()
              .notBePublic()),

  /** The time comes from the injected clock. */
  ONE_CLOCK(
      root ->
          noClasses()
              .that()
              .doNotHaveFullyQualifiedName(root + ".platform.Producers")
              .should()
              .accessTargetWhere(describe("the time is read", HouseRule::readsTheTime))),

  /** What is to be said is logged. */
  NO_STANDARD_STREAMS(root -> GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS),

  /** What is thrown says what went wrong. */
  NO_GENERIC_THROW(root -> GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS),

  /** What is declared says what may go wrong. */
  NO_GENERIC_THROWS_CLAUSE(
      root ->
          noCodeUnits()
              .that()
              // Jakarta Interceptors 2.1 section 2.4 prescribes the clause there.
              .areNotAnnotatedWith(AroundInvoke.class)
              .should()
              .declareThrowableOfType(
                  describe(
                      "Exception or Throwable",
                      type ->
                          type.isEquivalentTo(Exception.class)
                              || type.isEquivalentTo(Throwable.class)))),

  /** The contract suite knows the wire and nothing behind it. */
  CONTRACT_TESTS_KNOW_NO_PRODUCTION(
      root ->
          noClasses()
              .that()
              .resideInAPackage(root + ".contract..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage(root + "..")
                      .and(resideOutsideOfPackage(root + ".contract.."))
                      .and(resideOutsideOfPackage(root + ".support.."))));

  private static final Set<Class<?>> INJECTIONS =
      Set.of(
          EJB.class, Inject.class, PersistenceContext.class, PersistenceUnit.class, Resource.class);

  private final Function<String, ArchRule> rule;

  HouseRule(Function<String, ArchRule> rule) {
    this.rule = rule;
  }

  /** The rule for the classes below a root package. */
  ArchRule below(String root) {
    return rule.apply(root);
  }

  /** Whether the rule is about test classes. */
  boolean isAboutTests() {
    return this == CONTRACT_TESTS_KNOW_NO_PRODUCTION;
  }

  /** The package in which faults are planted that break this rule. */
  String plantedPackage() {
    return HouseRule.class.getPackageName()
        + ".planted."
        + name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /**
   * Guards against rules that hold because nothing was looked at.
   *
   * @throws AssertionError if these are not the classes of the product
   */
  static void requireProduct(JavaClasses imported) {
    for (Class<?> marker : List.of(Path.class, Stateless.class, Entity.class)) {
      if (imported.stream().noneMatch(type -> type.isAnnotatedWith(marker.getName()))) {
        throw new AssertionError("the importer saw no class with @" + marker.getSimpleName());
      }
    }
    for (String name :
        List.of(
            "operation",
            "call",
            "participant",
            "odata",
            "edm",
            "query",
            "json",
            "security",
            "audit",
            "admission",
            "error",
            "database",
            "settings")) {
      if (imported.stream()
          .noneMatch(type -> type.getPackageName().equals("dev.switchboard." + name))) {
        throw new AssertionError("the importer saw nothing of the package " + name);
      }
    }
  }

  private static ArchRule isUnknown(String packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(packages)
        .should()
        .dependOnClassesThat(resideInAPackage(packages));
  }

  private static DescribedPredicate<JavaClass> named(String suffix) {
    return describe("named *" + suffix, type -> type.getSimpleName().endsWith(suffix));
  }

  private static boolean isConstant(JavaField field) {
    return field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL));
  }

  private static boolean isInjected(JavaField field) {
    return INJECTIONS.stream().anyMatch(annotation -> field.isAnnotatedWith(annotation.getName()));
  }

  private static boolean asksForRows(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    if (access.getTargetOwner().isAssignableTo(Connection.class)) {
      return name.startsWith("prepare") || name.equals("createStatement");
    }
    return access.getTargetOwner().isAssignableTo(EntityManager.class)
        && (name.startsWith("create")
            || Set.of("find", "getReference", "getCriteriaBuilder", "unwrap").contains(name));
  }

  private static boolean readsTheTime(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String name = access.getTarget().getName();
    boolean withoutArguments = access.getTarget().getFullName().endsWith("()");
    if (owner.isEquivalentTo(System.class)) {
      return name.equals("currentTimeMillis");
    }
    if (owner.isEquivalentTo(Clock.class)) {
      return name.startsWith("system") || (name.startsWith("tick") && !name.equals("tick"));
    }
    if (owner.isEquivalentTo(Date.class) || owner.isEquivalentTo(GregorianCalendar.class)) {
      return name.equals("<init>") && withoutArguments;
    }
    if (owner.isEquivalentTo(Calendar.class)) {
      return name.equals("getInstance");
    }
    return owner.getPackageName().startsWith("java.time")
        && name.equals("now")
        && (withoutArguments
            || access.getTarget().getFullName().endsWith("(" + ZoneId.class.getName() + ")"));
  }
}
