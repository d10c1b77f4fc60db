/** The pages of a MediaWiki XML export. */
@NullMarked
package org.unroll.wiki.export;

import org.jspecify.annotations.NullMarked;
