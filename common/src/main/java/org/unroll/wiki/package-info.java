/** What all that deals with a wiki shares: the wiki itself, redirects and the cleaner's limits. */
@NullMarked
package org.unroll.wiki;

import org.jspecify.annotations.NullMarked;
