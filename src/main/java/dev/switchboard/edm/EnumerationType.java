package dev.switchboard.edm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An enumeration type (OData CSDL 4.01 section 10).
 *
 * @param name the name without its namespace
 * @param members in the order of their values
 * @param flags whether a value may be several members at once
 */
public record EnumerationType(String name, List<Member> members, boolean flags) implements Type {

  /**
   * A member.
   *
   * @param name as it stands in JSON
   * @param value the number that members are compared by
   */
  public record Member(String name, int value) {}

  public EnumerationType {
    members = List.copyOf(members);
  }

  /** One of whose members a value is one. */
  public EnumerationType(String name, List<Member> members) {
    this(name, members, false);
  }

  /** The same type, of whose members a value may be several. */
  public EnumerationType asFlags() {
    return new EnumerationType(name, members, true);
  }

  /** One whose members are numbered from 0 on. */
  public static EnumerationType of(String name, String... members) {
    return new EnumerationType(
        name,
        IntStream.range(0, members.length)
            .mapToObj(value -> new Member(members[value], value))
            .toList());
  }

  /**
   * Reads a member's name in any letter case, or its value in digits (OData JSON 4.01 section 7.1).
   *
   * @return empty if it is none
   */
  public Optional<Member> member(String text) {
    // Not equalsIgnoreCase: that takes the dotless i for an i.
    String lower = text.toLowerCase(Locale.ROOT);
    return members.stream()
        .filter(
            member ->
                member.name.toLowerCase(Locale.ROOT).equals(lower)
                    || Integer.toString(member.value).equals(text))
        .findFirst();
  }

  @Override
  public String qualifiedName() {
    return Schema.NAMESPACE + "." + name;
  }
}
