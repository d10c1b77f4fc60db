/** Checkpoints: safetensors and JSON, written aside and renamed. */
@NullMarked
package org.unroll.checkpoint;

import org.jspecify.annotations.NullMarked;
