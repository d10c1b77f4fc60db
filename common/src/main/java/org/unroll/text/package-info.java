/** From plain text to token ids. */
@NullMarked
package org.unroll.text;

import org.jspecify.annotations.NullMarked;
