/** From the pages of a dump to plain-text articles. */
@NullMarked
package org.unroll.articles.cleaning;

import org.jspecify.annotations.NullMarked;
