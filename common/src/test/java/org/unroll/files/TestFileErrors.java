package org.unroll.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.unroll.errors.UnrollException;

/** The exit code tells a scheduler whether to try again: 75 yes, 1 no; never wrong usage. */
class TestFileErrors {

  private static UnrollException of(IOException cause) {
    return FileErrors.cannot("write", new Path("/data/x"), cause);
  }

  @Test
  void whatPassesByItselfIsTriedAgain() {
    for (IOException cause :
        List.of(
            new IOException("No space left on device"),
            new FileSystemException("/data/x", null, "No space left on device"),
            new IOException("Disk quota exceeded"),
            new ConnectException("Connection refused"),
            new SocketTimeoutException("60000 millis timeout"),
            new RemoteException(
                "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
                "Name node is in safe mode"),
            new RemoteException("org.apache.hadoop.ipc.StandbyException", "state standby"),
            new RemoteException(
                "org.apache.hadoop.hdfs.protocol.DSQuotaExceededException", "The quota"))) {
      assertThat(of(cause).exitCode()).as(cause.toString()).isEqualTo(75);
      assertThat(of(cause)).hasMessageStartingWith("cannot write /data/x: ");
    }
  }

  @Test
  void whatStaysIsNot() {
    for (IOException cause :
        List.of(
            new AccessControlException("Permission denied: user=a"),
            new AccessDeniedException("/data/x"),
            new FileNotFoundException("/data/x (Permission denied)"),
            new RemoteException("org.apache.hadoop.security.AccessControlException", "no"))) {
      assertThat(of(cause).exitCode()).as(cause.toString()).isEqualTo(1);
      assertThat(of(cause)).hasMessage("cannot write /data/x: permission denied");
    }
    assertThat(of(new ParentNotDirectoryException()).exitCode()).isEqualTo(1);
    assertThat(of(new ParentNotDirectoryException()))
        .hasMessage("cannot write /data/x: there is a file where a folder is needed");
    assertThat(of(new FileSystemException("/data/x", null, "Read-only file system")))
        .hasMessage("cannot write /data/x: Read-only file system");
  }
}
