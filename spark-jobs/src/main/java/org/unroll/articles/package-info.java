/** The extraction of plain-text articles from dumps. */
@NullMarked
package org.unroll.articles;

import org.jspecify.annotations.NullMarked;
