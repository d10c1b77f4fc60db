/**
 * Translation, the lecture's sequence to sequence: an encoder in both directions, and a decoder
 * with attention.
 */
@NullMarked
package org.unroll.task.translation;

import org.jspecify.annotations.NullMarked;
