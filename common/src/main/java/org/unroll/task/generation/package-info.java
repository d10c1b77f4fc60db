/**
 * What the tasks that generate text share: the search for the most probable text, token by token,
 * and the mini-batches of the texts to learn.
 */
@NullMarked
package org.unroll.task.generation;

import org.jspecify.annotations.NullMarked;
