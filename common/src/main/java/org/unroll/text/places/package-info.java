/** Where in a text its tokens stand. */
@NullMarked
package org.unroll.text.places;

import org.jspecify.annotations.NullMarked;
