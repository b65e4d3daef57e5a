package dev.switchboard.notification;

import dev.switchboard.security.Owner;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A notification that is to be sent by the one who holds its stream.
 *
 * @param streamId the stream that it is of
 * @param owner whose that is
 * @param fence what tells the holder from an earlier one
 * @param messageId the id of the message, the same in all attempts
 * @param callId the call
 * @param sequence its number
 * @param again whether it is sent once more, on demand, and not in its turn
 * @param change what it tells
 * @param attempts how many have failed
 * @param destination where it is to be sent; empty if nowhere
 */
record Delivery(
    UUID streamId,
    Owner owner,
    int fence,
    UUID messageId,
    UUID callId,
    int sequence,
    boolean again,
    ChangeNotification change,
    int attempts,
    Optional<Destination> destination) {

  /**
   * Where a notification is to be sent.
   *
   * @param url the endpoint
   * @param receiver who is there, for whom it is signed
   */
  record Destination(URI url, Owner receiver) {

    /** Host and port: what is shared by all that is sent there. Path and query may be secrets. */
    String endpoint() {
      return url.getRawAuthority().toLowerCase(Locale.ROOT);
    }
  }
}
