package org.unroll.dump;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.bzip2.CorruptBzip2Exception;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.export.ExportHead;

/** A file of a dump, with the description of its wiki at its head. */
public final class Dump implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The treatment of damaged bzip2 data. */
  public enum Damage {
    /** Fails with an error that names the file and the offset. */
    REFUSE,
    /** Continues at the next block, and counts what is lost. */
    SKIP
  }

  private final InputFile file;
  private final boolean rooted;
  private final boolean utf8;
  private final Damage damage;
  private final String databaseName;
  private final String language;
  private final int[] namespaceNumbers;
  private final String[] namespaceNames;

  private Dump(InputFile file, ExportHead head, Damage damage) {
    SiteInfo site = head.siteInfo();
    this.file = file;
    this.rooted = head.rooted();
    this.utf8 = head.utf8();
    this.damage = damage;
    this.databaseName = site.databaseName();
    this.language = site.language();
    this.namespaceNumbers =
        site.namespaces().keySet().stream().sorted().mapToInt(Integer::intValue).toArray();
    this.namespaceNames = new String[namespaceNumbers.length];
    for (int index = 0; index < namespaceNames.length; index++) {
      namespaceNames[index] = site.namespaces().getOrDefault(namespaceNumbers[index], "");
    }
  }

  /**
   * Opens dumps by reading the heads of their files.
   *
   * @throws BadDataException if a file is not a dump
   */
  public static List<Dump> open(List<InputFile> files, Damage damage, Configuration hadoop) {
    List<Dump> dumps = new ArrayList<>(files.size());
    for (InputFile file : files) {
      dumps.add(new Dump(file, head(file, damage, hadoop), damage));
    }
    return dumps;
  }

  private static ExportHead head(InputFile file, Damage damage, Configuration hadoop) {
    try (PartBytes bytes = bytes(new FilePart(file, 0, file.length()), hadoop)) {
      return ExportHead.read(new AllBytes(bytes));
    } catch (IOException e) {
      if (e instanceof CorruptBzip2Exception && damage == Damage.SKIP) {
        return new ExportHead(new SiteInfo("", "", Map.of()), true, true);
      }
      throw new BadDataException(file + ": " + ErrorMessage.firstLine(e), e);
    }
  }

  /**
   * Cuts all files into parts, in order: several for each core.
   *
   * @param cores the default parallelism of Spark
   */
  public static List<DumpPart> parts(List<Dump> dumps, int cores) {
    return parts(dumps, FilePart.size(dumps.stream().map(Dump::file).toList(), cores));
  }

  /** Cuts all files into parts of about {@code size} stored bytes, in order. */
  static List<DumpPart> parts(List<Dump> dumps, long size) {
    List<DumpPart> parts = new ArrayList<>();
    for (Dump dump : dumps) {
      for (FilePart part : FilePart.cut(dump.file, size, dump.isSplittable())) {
        parts.add(new DumpPart(dump, part));
      }
    }
    return parts;
  }

  /**
   * Whether the file can be read from its middle. A {@code .gz} cannot; nor can UTF-16, whose dumps
   * are rare and small: there it is unknown which byte begins a character.
   */
  boolean isSplittable() {
    return utf8 && file.storage() != InputFile.Storage.GZIP;
  }

  /** Opens the uncompressed bytes of a part of a file. */
  static PartBytes bytes(FilePart part, Configuration hadoop) throws IOException {
    InputFile file = part.file();
    FSDataInputStream stored = file.open(hadoop);
    stored.seek(part.start());
    return switch (file.storage()) {
      case PLAIN -> new PlainBytes(stored, part.end() - part.start());
      case GZIP -> PlainBytes.whole(new GzipCompressorInputStream(stored, true));
      case BZIP2 -> new Bzip2Bytes(stored, part);
    };
  }

  public InputFile file() {
    return file;
  }

  /** Whether a {@code <mediawiki>} element encloses its pages. */
  boolean isRooted() {
    return rooted;
  }

  boolean isUtf8() {
    return utf8;
  }

  /**
   * Whether reading continues after damage; never in UTF-16, where the next page cannot be found.
   */
  boolean skipsDamage() {
    return damage == Damage.SKIP && utf8;
  }

  /** Returns the description of the wiki that the dump is of. */
  public SiteInfo siteInfo() {
    Map<Integer, String> namespaces = new HashMap<>();
    for (int index = 0; index < namespaceNumbers.length; index++) {
      namespaces.put(namespaceNumbers[index], namespaceNames[index]);
    }
    return new SiteInfo(databaseName, language, namespaces);
  }
}
