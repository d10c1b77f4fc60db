/**
 * The lexical elements of wikitext, and the buffer and step budget that the cleaner's passes share.
 */
@NullMarked
package org.unroll.wiki.markup;

import org.jspecify.annotations.NullMarked;
