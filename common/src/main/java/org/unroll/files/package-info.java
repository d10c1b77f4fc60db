/** Files of any Hadoop file system, their JSON and their digests. */
@NullMarked
package org.unroll.files;

import org.jspecify.annotations.NullMarked;
