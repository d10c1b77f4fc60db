/** A folder of prepared data: its manifest, its splits, and the windows of a text. */
@NullMarked
package org.unroll.dataset;

import org.jspecify.annotations.NullMarked;
