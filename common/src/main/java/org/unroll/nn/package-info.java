/**
 * Layers of recurrent networks: each computes forward and backward, side by side, on buffers that
 * its caller owns.
 *
 * <p>Glossary of dimensions, used in every comment on a shape: {@code T} time steps, {@code B}
 * sequences of a batch (the batch size), {@code D} directions, {@code I} input size, {@code E}
 * embedding size, {@code H} hidden units, {@code G} gates of a cell, {@code S} state vectors of a
 * cell (h, and c of an LSTM), {@code V} vocabulary size, {@code L} layers, {@code K} shards. Shapes
 * are row-major: {@code (T, B, H)} has the hidden units side by side. The gradient of the loss with
 * respect to {@code x} is called {@code dx}.
 */
@NullMarked
package org.unroll.nn;

import org.jspecify.annotations.NullMarked;
