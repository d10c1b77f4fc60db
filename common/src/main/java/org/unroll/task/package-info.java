/**
 * Learning problems as the rounds see them: five interfaces, no implementation.
 *
 * <p>A {@link org.unroll.task.Task} makes networks and says what they are judged by; {@link
 * org.unroll.task.Examples} are what a shard holds; a {@link org.unroll.task.Network} learns from
 * them; {@link org.unroll.task.Metrics} are sums that add up over shards; an {@link
 * org.unroll.task.Objective} names the figure that decides which parameters are best. Each task
 * implements them in a package of its own, such as {@code task.language}.
 */
@NullMarked
package org.unroll.task;

import org.jspecify.annotations.NullMarked;
