package org.unroll.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/** The files and folders that a glob names, where those may have colons in their names. */
final class Glob {

  private Glob() {}

  /** Returns what is there, in no particular order; nothing if there is nothing. */
  static List<FileStatus> find(Path pattern, FileSystem system) throws IOException {
    try {
      FileStatus[] found = system.globStatus(pattern);
      return found == null ? List.of() : List.of(found);
    } catch (IllegalArgumentException e) {
      if (e.getCause() instanceof URISyntaxException) {
        // Hadoop's own globs take a name with a colon for a URI.
        return findPartByPart(system.makeQualified(pattern), system);
      }
      throw e;
    }
  }

  private static List<FileStatus> findPartByPart(Path pattern, FileSystem system)
      throws IOException {
    if (pattern.isRoot()) {
      return List.of(system.getFileStatus(pattern));
    }
    GlobFilter filter = new GlobFilter(pattern.getName());
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus folder : findPartByPart(pattern.getParent(), system)) {
      if (!filter.hasPattern()) {
        try {
          found.add(system.getFileStatus(Paths.child(folder.getPath(), pattern.getName())));
        } catch (FileNotFoundException e) {
          continue; // Another folder may have it.
        }
      } else if (folder.isDirectory()) {
        for (FileStatus child : system.listStatus(folder.getPath())) {
          if (filter.accept(child.getPath())) {
            found.add(child);
          }
        }
      }
    }
    return found;
  }
}
