package org.unroll.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;

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
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A whole round. */
  double roundSeconds(int averagingFrequency) {
    return averagingFrequency * batchSeconds + exchangeSeconds;
  }

  void write(Folder folder) {
    folder.create();
    folder.write(FILE, out -> out.write(MAPPER.writeValueAsBytes(this)));
  }

  static Optional<CostEstimate> read(Folder folder) {
    return folder.textIfPresent(FILE).map(CostEstimate::ofJson);
  }

  private static CostEstimate ofJson(String json) {
    try {
      return MAPPER.readValue(json, CostEstimate.class);
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          FILE + ": expected what plan wrote, found " + e.getOriginalMessage(), e);
    }
  }
}
