/** Labelled examples of all tasks but language models: their files, and shards of them. */
@NullMarked
package org.unroll.data.labelled;

import org.jspecify.annotations.NullMarked;
