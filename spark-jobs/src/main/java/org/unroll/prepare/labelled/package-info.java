/** The preparation of labelled data, the same for all tasks but language models. */
@NullMarked
package org.unroll.prepare.labelled;

import org.jspecify.annotations.NullMarked;
