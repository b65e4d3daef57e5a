package dev.switchboard.notification;

import dev.switchboard.security.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be delivered, and what became of it. Who wants to send takes a stream for a while,
 * with a fence: after that while another may take it, and what the first one then has to say of it
 * is not heard.
 */
interface Deliveries {

  /**
   * A stream that has something to be sent.
   *
   * @param id of the stream
   * @param owner whose it is
   * @param since when what comes first of it came first
   * @param endpoint where that is to be sent, as far as can be told; empty if nowhere
   */
  record Due(UUID id, Owner owner, Instant since, Optional<String> endpoint) {}

  /** Streams that are due and that nobody has, those first that have been due for longest. */
  List<Due> due(int most);

  /** Takes the next notification of a stream; empty if it is not due, or another has it. */
  Optional<Delivery> take(Due due);

  /**
   * It was sent.
   *
   * @param goOn whether the one behind it is taken at once
   * @return that one, if it is due
   */
  Optional<Delivery> sent(Delivery delivery, boolean goOn);

  /** These were not even taken, and are due after a pause. */
  void parked(Collection<Due> dues, Duration pause);

  /** It was not tried, and may be after a pause. */
  void released(Delivery delivery, Duration pause);

  /** It failed for this reason, and is tried again after a pause. */
  void postponed(Delivery delivery, Duration pause, String reason);

  /** It is given up for this reason; the one behind it is due. */
  void buried(Delivery delivery, String reason);

  /** Nobody is to be told of anything in this stream, for now. */
  void rests(Delivery delivery);
}
