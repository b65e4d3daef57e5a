package dev.switchboard.edm;

import java.util.regex.Pattern;

/** Names as the standard has them (OData CSDL 4.01 section 15.2: SimpleIdentifier). */
public final class Identifiers {

  /** At most 128 characters. */
  private static final Pattern IDENTIFIER =
      Pattern.compile("[\\p{L}\\p{Nl}_][\\p{L}\\p{Nl}\\p{Nd}\\p{Mn}\\p{Mc}\\p{Pc}\\p{Cf}]{0,127}");

  private Identifiers() {}

  /** Whether this can be the name of a property. */
  public static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }
}
