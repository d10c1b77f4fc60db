/** The demos: each task from a small sample to predictions. */
@NullMarked
package org.unroll.cli.demo;

import org.jspecify.annotations.NullMarked;
