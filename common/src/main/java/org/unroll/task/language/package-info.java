/** The language model as a task: its examples, network, metrics and objective. */
@NullMarked
package org.unroll.task.language;

import org.jspecify.annotations.NullMarked;
