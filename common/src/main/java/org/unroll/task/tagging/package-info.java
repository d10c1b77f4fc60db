/**
 * Tagging of the words of a sentence, the lecture's many to many, aligned: named entities by words
 * and characters, recurrent layers, and a conditional random field.
 */
@NullMarked
package org.unroll.task.tagging;

import org.jspecify.annotations.NullMarked;
