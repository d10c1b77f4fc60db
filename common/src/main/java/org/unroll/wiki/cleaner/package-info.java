/** From wikitext to plain text, in three passes: templates and tags, links, lines. */
@NullMarked
package org.unroll.wiki.cleaner;

import org.jspecify.annotations.NullMarked;
