/** The text that a reader sees in place of a template. */
@NullMarked
package org.unroll.wiki.template;

import org.jspecify.annotations.NullMarked;
