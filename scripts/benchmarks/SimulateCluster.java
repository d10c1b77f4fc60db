import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A model of synchronous rounds on a cluster, which predicts the tokens per second of up to 512
 * executors with one shard each from constants measured on a small cluster.
 *
 * <p>Assumptions:
 *
 * <ul>
 *   <li>Compute. A mini-batch takes the measured time on every executor. In each round an executor
 *       is slower by a factor exp(|x|), x normal with the standard deviation {@code spread}; the
 *       round waits for the slowest. Shards have equal sizes.
 *   <li>Network. A model is sent from one machine to another at {@code bandwidth}, including
 *       serialisation and copying at both ends, in both directions at once and without contention
 *       in between. A broadcast is a torrent: each executor receives the model once, and the last
 *       block passes through ceil(log2 N) machines.
 *   <li>Aggregation. On the driver: it receives N models, one after the other. In slices: each
 *       executor sends and receives one model, which is written to and read from a local disk of
 *       {@code disk} bytes per second, and the driver receives one model.
 *   <li>Driver. Starting a task takes {@code task} seconds of one thread, starting a stage {@code
 *       stage} seconds.
 * </ul>
 *
 * <p>Arguments of the form key=value replace the defaults: {@code java SimulateCluster.java batch=0.35
 * parameters=19780400 frequency=50}.
 */
public final class SimulateCluster {

  private static final int[] EXECUTORS = {1, 2, 8, 64, 512};
  private static final int ROUNDS = 2000;

  private final Map<String, Double> constants;

  private SimulateCluster(Map<String, Double> constants) {
    this.constants = constants;
  }

  /**
   * Returns the constants of Zaremba's medium network, measured by {@code rounds speed} on one and
   * two executors. Their exchange, 9 % and 11 to 12 % of a round, corresponds to a bandwidth of 85
   * MB per second.
   */
  private static Map<String, Double> defaults() {
    Map<String, Double> defaults = new TreeMap<>();
    defaults.put("batch", 0.37); // seconds of a mini-batch
    defaults.put("tokens", 700.0); // of a mini-batch: T x B
    defaults.put("parameters", 19_780_400.0);
    defaults.put("frequency", 50.0); // mini-batches per round
    defaults.put("spread", 0.05);
    defaults.put("bandwidth", 8.5e7); // bytes per second
    defaults.put("disk", 1.0e9);
    defaults.put("task", 0.002);
    defaults.put("stage", 0.02);
    return defaults;
  }

  private double constant(String name) {
    return constants.get(name);
  }

  private double modelBytes() {
    return 4 * constant("parameters");
  }

  /** Returns the mean over rounds of the slowest executor's seconds. */
  private double computing(int executors) {
    Random random = new Random(1);
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double slowest = 0;
      for (int executor = 0; executor < executors; executor++) {
        double factor = Math.exp(Math.abs(random.nextGaussian()) * constant("spread"));
        slowest = Math.max(slowest, factor);
      }
      sum += slowest;
    }
    return sum / ROUNDS * constant("frequency") * constant("batch");
  }

  private double broadcast(int executors) {
    double blocks = Math.max(1, modelBytes() / (4 << 20));
    double hops = Math.ceil(Math.log(executors) / Math.log(2));
    return modelBytes() / constant("bandwidth") * (1 + hops / blocks);
  }

  private double scheduling(int tasks, int stages) {
    return tasks * stages * constant("task") + stages * constant("stage");
  }

  private double onDriver(int executors) {
    return scheduling(executors, 1) + executors * modelBytes() / constant("bandwidth");
  }

  private double inSlices(int executors) {
    double exchange = Math.max(1 / constant("bandwidth"), 2 / constant("disk")) * modelBytes();
    return scheduling(executors, 2) + exchange + modelBytes() / constant("bandwidth");
  }

  private void print() {
    System.out.println("constants: " + constants);
    System.out.println();
    System.out.println(
        "| executors | on the driver: tokens/s | exchange | in slices: tokens/s | exchange"
            + " | efficiency |");
    System.out.println("|---|---|---|---|---|---|");
    double single = tokensPerSecond(1, onDriver(1));
    for (int executors : EXECUTORS) {
      double direct = tokensPerSecond(executors, onDriver(executors));
      double sliced = tokensPerSecond(executors, inSlices(executors));
      System.out.printf(
          Locale.ROOT,
          "| %d | %,.0f | %.1f %% | %,.0f | %.1f %% | %.2f |%n",
          executors,
          direct,
          100 * exchangeShare(executors, onDriver(executors)),
          sliced,
          100 * exchangeShare(executors, inSlices(executors)),
          Math.max(direct, sliced) / single / executors);
    }
  }

  private double roundSeconds(int executors, double aggregation) {
    return computing(executors) + broadcast(executors) + aggregation;
  }

  private double tokensPerSecond(int executors, double aggregation) {
    return executors
        * constant("frequency")
        * constant("tokens")
        / roundSeconds(executors, aggregation);
  }

  private double exchangeShare(int executors, double aggregation) {
    return (broadcast(executors) + aggregation) / roundSeconds(executors, aggregation);
  }

  public static void main(String[] arguments) {
    Map<String, Double> constants = defaults();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length != 2 || !constants.containsKey(parts[0])) {
        System.err.println(
            "expected key=value with a key of " + constants.keySet() + ", found " + argument);
        System.exit(2);
      }
      constants.put(parts[0], Double.parseDouble(parts[1]));
    }
    new SimulateCluster(constants).print();
  }
}
