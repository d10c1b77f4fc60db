/** The conversion between plain text and token ids. */
@NullMarked
package org.unroll.text;

import org.jspecify.annotations.NullMarked;
