package dev.switchboard.odata;

/**
 * What the name of a JSON member says about its role (OData JSON 4.01 sections 4.5, 4.6 and 20).
 */
public final class MemberNames {

  private static final String TYPE_ANNOTATION = "@odata.type";

  private MemberNames() {}

  /**
   * Whether this is control information or an annotation, of the object or of one of its
   * properties.
   */
  public static boolean isAnnotation(String name) {
    return name.indexOf('@') >= 0;
  }

  /** Whether this binds a related entity: {@code x@odata.bind}, in 4.01 {@code x@bind}. */
  public static boolean isBind(String name) {
    return name.endsWith("@odata.bind") || name.endsWith("@bind");
  }

  /** Whether this tells the type of a property: {@code x@odata.type}, in 4.01 {@code x@type}. */
  public static boolean isTypeAnnotation(String name) {
    int at = name.indexOf('@');
    return at > 0
        && at == name.lastIndexOf('@')
        && (name.endsWith(TYPE_ANNOTATION) || name.endsWith("@type"));
  }

  /** The property that an annotation is about; empty for one about the object itself. */
  public static String annotated(String annotation) {
    return annotation.substring(0, annotation.indexOf('@'));
  }

  /** The name of the annotation that tells the type of a property. */
  public static String typeAnnotation(String property) {
    return property + TYPE_ANNOTATION;
  }
}
