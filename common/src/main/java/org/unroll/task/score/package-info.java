/** Scores of generated texts against references: BLEU and chrF, computed as sacreBLEU does. */
@NullMarked
package org.unroll.task.score;

import org.jspecify.annotations.NullMarked;
