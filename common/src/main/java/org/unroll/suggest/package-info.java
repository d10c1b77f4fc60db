/** Words that a keyboard suggests: those that a text may go on with, by the letters typed. */
@NullMarked
package org.unroll.suggest;

import org.jspecify.annotations.NullMarked;
