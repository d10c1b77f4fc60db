package org.unroll.training;

import java.util.Optional;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/**
 * What a measurement says of the rounds of a training: {@code plan.json} in the folder that the
 * training will write to, if {@code plan} was told it.
 *
 * @param shards K
 * @param batchSeconds a mini-batch, all shards training side by side
 * @param exchangeSeconds handing out and averaging the parameters, each round
 */
record CostEstimate(int shards, double batchSeconds, double exchangeSeconds) {

  static final String FILE = "plan.json";

  /** A whole round. */
  double roundSeconds(int averagingFrequency) {
    return averagingFrequency * batchSeconds + exchangeSeconds;
  }

  void write(Folder folder) {
    folder.create();
    folder.write(FILE, Json.compact(this));
  }

  static Optional<CostEstimate> read(Folder folder) {
    return folder
        .textIfPresent(FILE)
        .map(json -> Json.read(json, CostEstimate.class, FILE, "what plan wrote"));
  }
}
