package org.unroll.dump;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.unroll.dump.input.FilePart;
import org.unroll.dump.input.InputFile;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.CorruptDataException;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.export.ExportHead;
import org.unroll.wiki.export.MalformedExportException;

/** A file of a dump, with the description of its wiki at its head. */
public final class Dump implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The treatment of damaged compressed data, pages and lines. */
  public enum Damage {
    /** Fails with an error that names the file and the place. */
    REFUSE,
    /** Continues at the next block, member, page or line, and counts what is lost. */
    SKIP
  }

  private final InputFile file;
  private final boolean rooted;
  private final String encoding;
  private final boolean malformedHead;
  private final Damage damage;
  private final String databaseName;
  private final String language;
  private final int[] namespaceNumbers;
  private final String[] namespaceNames;

  private Dump(InputFile file, ExportHead head, Damage damage) {
    SiteInfo site = head.siteInfo();
    this.file = file;
    this.rooted = head.rooted();
    this.encoding = head.encoding();
    this.malformedHead = head.damage() instanceof MalformedExportException;
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
    try (PartBytes bytes = stored(new FilePart(file, 0, file.length()), hadoop)) {
      ExportHead head = head(bytes);
      IOException found = head.damage();
      if (found != null && (damage == Damage.REFUSE || !isDamage(found))) {
        throw new BadDataException(
            file + ": " + ErrorMessage.firstLine(found) + (isDamage(found) ? advice(damage) : ""),
            found);
      }
      Charset.forName(head.encoding());
      return head;
    } catch (IllegalArgumentException e) {
      throw new BadDataException(file + ": found XML in an unknown encoding", e);
    } catch (IOException e) {
      throw new BadDataException(file + ": " + ErrorMessage.firstLine(e), e);
    }
  }

  private static ExportHead head(PartBytes bytes) throws IOException {
    try {
      return ExportHead.readIntact(new AllBytes(bytes));
    } catch (CorruptDataException e) {
      return ExportHead.unknown(e);
    }
  }

  private static boolean isDamage(IOException error) {
    return error instanceof CorruptDataException || error instanceof MalformedExportException;
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
    return isUtf8() && file.storage() != InputFile.Storage.GZIP;
  }

  private boolean isUtf8() {
    return encoding.equals("UTF-8");
  }

  /** Opens the uncompressed bytes of a part, in UTF-8. */
  PartBytes bytes(FilePart part, Configuration hadoop) throws IOException {
    PartBytes bytes = stored(part, hadoop);
    return isUtf8() ? bytes : new TranscodedBytes(bytes, Charset.forName(encoding));
  }

  private static PartBytes stored(FilePart part, Configuration hadoop) throws IOException {
    FSDataInputStream stored = part.file().open(hadoop);
    stored.seek(part.start());
    return PartBytes.of(part, stored);
  }

  /** Returns the advice at the end of messages about damage. */
  String advice() {
    return advice(damage);
  }

  private static String advice(Damage damage) {
    return damage == Damage.SKIP
        ? "; fetch the file again"
        : "; fetch the file again, or give --skip-corrupt to skip and count what is damaged";
  }

  public InputFile file() {
    return file;
  }

  /** Whether a {@code <mediawiki>} element encloses its pages. */
  boolean isRooted() {
    return rooted;
  }

  /** Whether the XML before the first page is malformed, and what is intact of it was read. */
  boolean hasMalformedHead() {
    return malformedHead;
  }

  /** Whether reading continues after a page that is not whole. */
  boolean skipsMalformedPages() {
    return damage == Damage.SKIP;
  }

  /**
   * Whether reading continues after damaged compressed data; never in UTF-16, where it is unknown
   * which byte begins a character.
   */
  boolean skipsCorruptBytes() {
    return damage == Damage.SKIP && isUtf8();
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
