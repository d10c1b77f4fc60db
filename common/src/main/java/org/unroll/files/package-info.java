/** Files of any Hadoop file system, written aside and renamed. */
@NullMarked
package org.unroll.files;

import org.jspecify.annotations.NullMarked;
