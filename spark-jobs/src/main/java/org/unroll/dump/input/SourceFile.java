package org.unroll.dump.input;

/**
 * A file of the input and its role.
 *
 * @param role {@code dump}, {@code text}, or the label of the split that the file becomes
 */
public record SourceFile(String role, InputFile file) {}
