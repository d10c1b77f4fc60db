package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFolder {

  @TempDir private Path folder;

  /** Local files to which nothing can be added, like those of an object store. */
  static final class ObjectStore extends RawLocalFileSystem {

    @Override
    public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability) {
      return !capability.equals(CommonPathCapabilities.FS_APPEND);
    }
  }

  private Folder folder(Configuration hadoop) {
    return Folder.of(new org.apache.hadoop.fs.Path(folder.toUri()), hadoop);
  }

  private void appends(Folder to) throws Exception {
    to.append("lines", "a\n");
    to.append("lines", "bc\n");
    to.replace("lines", "d\n");
    to.append("lines", "e\n");
    assertThat(Files.readString(folder.resolve("lines"))).isEqualTo("d\ne\n");
    assertThat(to.text("lines")).isEqualTo("d\ne\n");
    assertThat(folder).isDirectoryNotContaining("glob:**.crc");
  }

  @Test
  void textIsAddedToAFile() throws Exception {
    appends(folder(new Configuration()));
  }

  @Test
  void textIsAddedWhereFilesCannotGrow() throws Exception {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", ObjectStore.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    appends(folder(hadoop));
  }

  @Test
  void aNewFileThatAnotherHasRemovedMeanwhileWasThere() throws Exception {
    Folder to = folder(new Configuration());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> writeAndRemove =
          () -> {
            int written = 0;
            while (written < 500) {
              if (to.writeNew("new", "x")) {
                written++;
                to.remove("new");
              }
            }
            return written;
          };
      for (Future<Integer> result : threads.invokeAll(List.of(writeAndRemove, writeAndRemove))) {
        assertThat(result.get()).isEqualTo(500);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void ofTwoThatWriteANewFileAtOnceOneDoes() throws Exception {
    Folder to = folder(new Configuration());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int again = 0; again < 200; again++) {
        String name = "new-" + again;
        CyclicBarrier begin = new CyclicBarrier(2);
        Callable<Boolean> write =
            () -> {
              begin.await();
              return to.writeNew(name, "x");
            };
        int written = 0;
        for (Future<Boolean> result : threads.invokeAll(List.of(write, write))) {
          written += result.get() ? 1 : 0;
        }
        assertThat(written).isEqualTo(1);
      }
    } finally {
      threads.shutdown();
    }
  }
}
