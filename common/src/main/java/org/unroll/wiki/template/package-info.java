/** The words that a reader sees of a template. */
@NullMarked
package org.unroll.wiki.template;

import org.jspecify.annotations.NullMarked;
