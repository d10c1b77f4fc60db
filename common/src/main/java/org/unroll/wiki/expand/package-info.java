/**
 * The templates of a wiki as its dump defines them: their wikitext, compiled and expanded with the
 * arguments of a call.
 */
@NullMarked
package org.unroll.wiki.expand;

import org.jspecify.annotations.NullMarked;
