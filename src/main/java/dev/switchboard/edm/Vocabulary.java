package dev.switchboard.edm;

import java.util.List;

/**
 * A vocabulary of OData's that {@code $metadata} takes terms from.
 *
 * @param namespace its namespace
 * @param alias what stands for that in the names of terms
 */
record Vocabulary(String namespace, String alias) {

  /** What can be done with the entities. */
  static final Vocabulary CAPABILITIES =
      new Vocabulary(CapabilityAnnotations.VOCABULARY, CapabilityAnnotations.ALIAS);

  private static final Vocabulary CORE = new Vocabulary("Org.OData.Core.V1", "Core");

  static final List<Vocabulary> ALL = List.of(CAPABILITIES, CORE);

  /** The term that tells which versions of the protocol the service conforms to. */
  static final String VERSIONS = CORE.alias + ".ODataVersions";

  /** The term that marks a parameter that may be left out. */
  static final String OPTIONAL_PARAMETER = CORE.alias + ".OptionalParameter";

  /** Where it can be read, but for the extension that says in which representation. */
  String url() {
    return "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/" + namespace;
  }
}
