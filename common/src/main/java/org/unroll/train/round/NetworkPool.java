package org.unroll.train.round;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.unroll.task.Examples;
import org.unroll.task.Network;
import org.unroll.task.Task;

/**
 * The idle networks of this JVM, because allocating one costs more than many rounds have to spare.
 *
 * <p>Nothing is carried over in a network: its next user sets parameters and state before it
 * computes. Networks of one task and batch size are kept at a time; acquiring another frees them.
 */
public final class NetworkPool {

  private record Kind(Task<?> task, int batchSize) {}

  private static final Deque<Network<?>> IDLE = new ArrayDeque<>();
  private static @Nullable Kind kindOfIdle;

  private NetworkPool() {}

  /**
   * A network on loan from the pool; closing the loan returns the network.
   *
   * @param <E> the examples of its task
   */
  public static final class Loan<E extends Examples> implements AutoCloseable {

    private final Kind kind;
    private final Network<E> network;

    private Loan(Kind kind, Network<E> network) {
      this.kind = kind;
      this.network = network;
    }

    public Network<E> network() {
      return network;
    }

    @Override
    public void close() {
      release(kind, network);
    }
  }

  /** Acquires a network of a task for mini-batches of B examples. */
  public static <E extends Examples> Loan<E> acquire(Task<E> task, int batchSize) {
    Kind kind = new Kind(task, batchSize);
    // Equal tasks make interchangeable networks, so an idle one is of the right type.
    @SuppressWarnings("unchecked")
    Network<E> idle = (Network<E>) pollIdle(kind);
    return new Loan<>(kind, idle != null ? idle : task.newNetwork(batchSize));
  }

  private static synchronized @Nullable Network<?> pollIdle(Kind kind) {
    if (!kind.equals(kindOfIdle)) {
      clear();
      kindOfIdle = kind;
    }
    return IDLE.poll();
  }

  private static synchronized void release(Kind kind, Network<?> network) {
    if (kind.equals(kindOfIdle)) {
      IDLE.push(network);
    } else {
      network.close();
    }
  }

  /** Frees the idle networks. */
  public static synchronized void clear() {
    IDLE.forEach(Network::close);
    IDLE.clear();
    kindOfIdle = null;
  }
}
