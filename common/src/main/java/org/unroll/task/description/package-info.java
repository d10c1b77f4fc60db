/**
 * Description, the lecture's one to many: from a vector of features to a text, such as of a
 * picture.
 */
@NullMarked
package org.unroll.task.description;

import org.jspecify.annotations.NullMarked;
