/** The files of extracted articles, and the lookup of texts in those of an earlier dump. */
@NullMarked
package org.unroll.articles.files;

import org.jspecify.annotations.NullMarked;
