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
import org.unroll.errors.BadDataException;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.export.ExportHead;

/** A file of a dump, and what stands at its head. */
public final class Dump implements Serializable {

  private static final long serialVersionUID = 1L;

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
   * Reads the heads of files.
   *
   * @throws BadDataException if one is no dump
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
      throw new BadDataException(file + ": " + InputFiles.firstLine(e), e);
    }
  }

  /**
   * Parts of all files, in order: some for each core.
   *
   * @param cores as Spark knows them
   */
  public static List<DumpPart> parts(List<Dump> dumps, int cores) {
    return parts(dumps, FilePart.size(dumps.stream().map(Dump::file).toList(), cores));
  }

  /** Parts of about {@code size} stored bytes of all files, in order. */
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
   * A {@code .gz} cannot be read from its middle; in UTF-16, whose dumps are rare and small, one
   * cannot tell there which byte begins a character.
   */
  boolean isSplittable() {
    return utf8 && file.storage() != InputFile.Storage.GZIP;
  }

  /** The uncompressed bytes of a part of a file. */
  static PartBytes bytes(FilePart part, Configuration hadoop) throws IOException {
    InputFile file = part.file();
    FSDataInputStream stored = file.path().getFileSystem(hadoop).open(file.path());
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

  /** Whether its pages stand in a {@code <mediawiki>}. */
  boolean isRooted() {
    return rooted;
  }

  boolean isUtf8() {
    return utf8;
  }

  /** Whether reading goes on behind damage; not in UTF-16, where one cannot tell how. */
  boolean skipsDamage() {
    return damage == Damage.SKIP && utf8;
  }

  /** What the dump says of its wiki. */
  public SiteInfo siteInfo() {
    Map<Integer, String> namespaces = new HashMap<>();
    for (int index = 0; index < namespaceNumbers.length; index++) {
      namespaces.put(namespaceNumbers[index], namespaceNames[index]);
    }
    return new SiteInfo(databaseName, language, namespaces);
  }
}
