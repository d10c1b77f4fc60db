/** Pages of a MediaWiki export, and the plain text in their wikitext. */
@NullMarked
package org.unroll.wiki;

import org.jspecify.annotations.NullMarked;
