/** What each path of the API does with a model. */
@NullMarked
package org.unroll.serve.api;

import org.jspecify.annotations.NullMarked;
