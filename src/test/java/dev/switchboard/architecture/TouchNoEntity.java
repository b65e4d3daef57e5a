package dev.switchboard.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fulfilled by a class that neither depends on an entity nor calls anything whose signature holds
 * one: {@code Response.ok(service.find())} names no entity and yet hands one out.
 */
final class TouchNoEntity {

  private TouchNoEntity() {}

  static ArchCondition<JavaClass> condition() {
    return new ArchCondition<>("touch no @Entity") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (isEntity(dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          Set<String> entities =
              access.getTarget().resolveMember().stream()
                  .flatMap(TouchNoEntity::typesInSignature)
                  .filter(TouchNoEntity::isEntity)
                  .map(JavaClass::getName)
                  .collect(Collectors.toSet());
          if (!entities.isEmpty()) {
            events.add(
                SimpleConditionEvent.violated(
                    type, access.getDescription() + " which holds " + entities));
          }
        }
      }
    };
  }

  private static Stream<JavaClass> typesInSignature(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getType().getAllInvolvedRawTypes().stream();
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.concat(
        unit.getReturnType().getAllInvolvedRawTypes().stream(),
        unit.getParameterTypes().stream()
            .flatMap(parameter -> parameter.getAllInvolvedRawTypes().stream()));
  }

  private static boolean isEntity(JavaClass type) {
    return type.getBaseComponentType().isAnnotatedWith(Entity.class);
  }
}
