/** HTTP without knowledge of models: routes, JSON, errors, limits, keys, metrics, log. */
@NullMarked
package org.unroll.serve.http;

import org.jspecify.annotations.NullMarked;
