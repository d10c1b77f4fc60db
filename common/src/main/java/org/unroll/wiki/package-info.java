/** The wiki a dump was taken from, its redirects, and the options and limits of the cleaner. */
@NullMarked
package org.unroll.wiki;

import org.jspecify.annotations.NullMarked;
