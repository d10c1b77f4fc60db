/** The records of labelled data: files of several formats and tables, read through one type. */
@NullMarked
package org.unroll.records;

import org.jspecify.annotations.NullMarked;
