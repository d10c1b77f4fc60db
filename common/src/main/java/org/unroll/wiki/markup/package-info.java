/**
 * The elements of wikitext that several passes of the cleaner recognise, and the buffer they work
 * on.
 */
@NullMarked
package org.unroll.wiki.markup;

import org.jspecify.annotations.NullMarked;
