/** The formats of text files with records: how lines become columns and values. */
@NullMarked
package org.unroll.records.formats;

import org.jspecify.annotations.NullMarked;
