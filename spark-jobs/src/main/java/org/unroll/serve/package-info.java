/**
 * The HTTP server: models by name, OpenAI's completions, suggestions, scores, the keyboard page.
 */
@NullMarked
package org.unroll.serve;

import org.jspecify.annotations.NullMarked;
