package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.testing.SmallDisk;

/** What Hadoop's own local file system does on a disk that is full. */
class TestDiskErrors {

  @TempDir private Path temporary;

  private SmallDisk disk;
  private Folder folder;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(temporary.resolve("disk"), 1);
    folder = Folder.of(new org.apache.hadoop.fs.Path(disk.folder().toUri()), new Configuration());
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.close();
    }
  }

  /** The test is in vain where Hadoop does not throw it. */
  @Test
  void hadoopThrowsAnError() throws Exception {
    disk.leave(0);
    FileSystem system = FileSystem.getLocal(new Configuration()).getRawFileSystem();
    assertThatThrownBy(
            () -> {
              try (OutputStream out =
                  system.create(new org.apache.hadoop.fs.Path(disk.folder().toUri() + "/file"))) {
                out.write(new byte[1 << 16]);
              }
            })
        .isInstanceOf(FSError.class);
  }

  @Test
  void everyWayToWriteSaysSo() throws Exception {
    String text = "x".repeat(1 << 16);
    folder.write("old", "old");
    for (long room : new long[] {0, 1 << 13}) {
      disk.leave(room);
      List<ThrowingCallable> writers =
          List.of(
              () -> folder.write("file", text),
              () -> folder.replace("old", text),
              () -> folder.append("old", text),
              () -> folder.writeNew("new", text));
      for (ThrowingCallable writer : writers) {
        assertThatThrownBy(writer)
            .isInstanceOf(TryAgainLaterException.class)
            .hasMessageContaining("No space left on device; make room and try again");
      }
      assertThat(folder.text("old")).startsWith("old");
      assertThat(folder.has("new")).isFalse();
      assertThat(folder.has(Folder.aside("old"))).isFalse();
      Files.delete(disk.folder().resolve("file"));
    }
  }
}
