package org.unroll.checkpoint;

import java.util.Map;
import org.unroll.tensor.TensorBlock;

/**
 * The whole content of a checkpoint.
 *
 * @param configuration the resolved configuration, as JSON
 * @param taskFiles the text files of the task, by name, such as a vocabulary
 * @param model the parameters
 * @param trainingState the numbers that an exact resume needs, as JSON
 * @param trainingTensors the arrays that an exact resume needs
 * @param provenance its origin
 */
public record Snapshot(
    String configuration,
    Map<String, String> taskFiles,
    TensorBlock model,
    String trainingState,
    TensorBlock trainingTensors,
    Provenance provenance) {}
