package org.unroll.checkpoint;

import org.unroll.tensor.TensorBlock;
import org.unroll.text.Vocabulary;

/**
 * All that a checkpoint holds.
 *
 * @param configuration the resolved configuration, as JSON
 * @param vocabulary of the model
 * @param model the parameters
 * @param trainingState numbers that an exact resume needs, as JSON
 * @param trainingTensors the arrays that an exact resume needs
 * @param provenance where it comes from
 */
public record Snapshot(
    String configuration,
    Vocabulary vocabulary,
    TensorBlock model,
    String trainingState,
    TensorBlock trainingTensors,
    Provenance provenance) {}
