package dev.switchboard.settings;

/**
 * How much one request about a call may ask for.
 *
 * @param clientContext characters of a {@code clientContext}
 * @param prompts prompts that one {@code playPrompt} plays
 * @param recordSeconds the longest recording that {@code recordResponse} may ask for, in seconds
 * @param redirectTargets targets of one {@code redirect}
 * @param invitations participants of one {@code invite}
 */
public record CallLimits(
    int clientContext, int prompts, int recordSeconds, int redirectTargets, int invitations) {

  /** What Graph documents, which is what clients know. */
  public static final CallLimits OF_GRAPH = new CallLimits(256, 20, 120, 25, 5);
}
