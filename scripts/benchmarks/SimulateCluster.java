import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A model of synchronous rounds on a cluster: what 8, 64 or 512 executors of one shard each would
 * train a second, from constants measured on a small one.
 *
 * <p>Assumptions:
 *
 * <ul>
 *   <li>Compute. A mini-batch takes the measured time on every executor. In each round an executor
 *       is slower by a factor exp(|x|), x normal with the deviation {@code spread}; the round waits
 *       for the slowest. Shards are of equal size.
 *   <li>Network. A model goes from one machine to another at {@code bandwidth}, serialising and
 *       copying it at both ends included, both ways at once, without contention in between. A broadcast is a torrent: each executor receives the model once,
 *       and the last block has travelled over ceil(log2 N) machines.
 *   <li>Aggregation. To the driver: it receives N models, one after the other. In slices: each
 *       executor sends and receives one model, writes and reads it on a local disk of {@code disk}
 *       bytes a second, and the driver receives one model.
 *   <li>Driver. Starting a task takes {@code task} seconds of one thread; a stage, {@code stage}.
 * </ul>
 *
 * <p>Run with key=value arguments over the defaults: {@code java SimulateCluster.java batch=0.35
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
   * Zaremba's medium network as measured by {@code rounds speed} on one and two executors: their
   * exchange, 9 % and 11 to 12 % of a round, is that of models that go at 85 MB a second.
   */
  private static Map<String, Double> defaults() {
    Map<String, Double> defaults = new TreeMap<>();
    defaults.put("batch", 0.37); // seconds of a mini-batch
    defaults.put("tokens", 700.0); // of a mini-batch: T x B
    defaults.put("parameters", 19_780_400.0);
    defaults.put("frequency", 50.0); // mini-batches a round
    defaults.put("spread", 0.05);
    defaults.put("bandwidth", 8.5e7); // bytes a second
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

  /** The mean over rounds of the slowest executor's time. */
  private double computing(int executors) {
    Random random = new Random(1);
    double sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double slowest = 0;
      for (int executor = 0; executor < executors; executor++) {
        double slower = Math.exp(Math.abs(random.nextGaussian()) * constant("spread"));
        slowest = Math.max(slowest, slower);
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

  private double toDriver(int executors) {
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
        "| executors | to the driver: tokens/s | exchange | in slices: tokens/s | exchange | of N times one |");
    System.out.println("|---|---|---|---|---|---|");
    double alone = tokensPerSecond(1, toDriver(1));
    for (int executors : EXECUTORS) {
      double direct = tokensPerSecond(executors, toDriver(executors));
      double sliced = tokensPerSecond(executors, inSlices(executors));
      System.out.printf(
          Locale.ROOT,
          "| %d | %,.0f | %.1f %% | %,.0f | %.1f %% | %.2f |%n",
          executors,
          direct,
          100 * exchangeShare(executors, toDriver(executors)),
          sliced,
          100 * exchangeShare(executors, inSlices(executors)),
          Math.max(direct, sliced) / alone / executors);
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
            "expected key=value with a key of " + constants.keySet() + ", found " + Arrays.toString(parts));
        System.exit(2);
      }
      constants.put(parts[0], Double.parseDouble(parts[1]));
    }
    new SimulateCluster(constants).print();
  }
}
