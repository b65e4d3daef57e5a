package example.quarkus;

/** The members a client may change; a member that is absent (or null) is left as it is. */
public record OperationPatch(OperationStatus status, String clientContext) {}
