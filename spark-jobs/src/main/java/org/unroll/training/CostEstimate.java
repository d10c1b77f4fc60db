package org.unroll.training;

import java.util.Optional;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/**
 * The measured cost of a run's rounds: {@code plan.json} in the folder that the run will write to,
 * if {@code plan} was given it.
 *
 * @param shards K
 * @param batchSeconds the time of a mini-batch, all shards training side by side
 * @param exchangeSeconds the time for handing out and averaging the parameters, each round
 */
record CostEstimate(int shards, double batchSeconds, double exchangeSeconds) {

  static final String FILE = "plan.json";

  /** The time of a whole round. */
  double roundSeconds(int averagingFrequency) {
    return averagingFrequency * batchSeconds + exchangeSeconds;
  }

  void write(Folder folder) {
    folder.create();
    folder.replace(FILE, Json.compact(this));
  }

  static Optional<CostEstimate> read(Folder folder) {
    return folder
        .textIfPresent(FILE)
        .map(json -> Json.read(json, CostEstimate.class, FILE, "what plan wrote"));
  }
}
