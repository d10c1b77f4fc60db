/**
 * The decoder of bzip2.
 *
 * <p>Dumps come as single bzip2 streams of many gigabytes, which only a decoder that exposes the
 * boundaries of blocks can divide among tasks so that each page is read exactly once. Hadoop's
 * codec divides such files too, but does not report at which bit a block starts, and cannot
 * continue after a damaged block, as {@code --skip-corrupt} does. This decoder returns each block
 * with its position, verifies its checksum before any of its bytes are used, and reads undivided
 * text files as well, so that there is only one decoder.
 */
@NullMarked
package org.unroll.bzip2;

import org.jspecify.annotations.NullMarked;
