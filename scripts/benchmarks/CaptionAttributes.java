import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Makes examples of the task {@code description} of Flickr8k without its pictures, with the
 * attributes of Wu et al. 2016 ("What value do explicit high level concepts have in vision to
 * language problems?") as the captions themselves give them:
 *
 * <pre>java scripts/benchmarks/CaptionAttributes.java FLICKR8K OUT</pre>
 *
 * FLICKR8K holds Flickr8k.token.txt.gz and Flickr_8k.{train,dev,test}Images.txt. The 256 words that
 * are most frequent in all but the last captions of the training images are the attributes; a
 * feature is 1 if its word stands in one of these captions of an image, and the last caption, the
 * fifth of nearly all images, is the text. Images with fewer than two captions are left out. OUT gets train.jsonl, validation.jsonl and test.jsonl with the columns {@code features}
 * and {@code texts}.
 *
 * <p>The features come from captions, not from pictures: results compare with other uses of such
 * ground-truth attributes, not with networks that see.
 */
final class CaptionAttributes {

  private static final int ATTRIBUTES = 256;

  private static final Map<String, String> SPLITS =
      Map.of("train", "train", "validation", "dev", "test", "test");

  private CaptionAttributes() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println("usage: java CaptionAttributes.java FLICKR8K OUT");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    Path out = Files.createDirectories(Path.of(arguments[1]));
    Map<String, List<String>> captions = captions(folder.resolve("Flickr8k.token.txt.gz"));
    captions.values().removeIf(all -> all.size() < 2);
    List<String> attributes = attributes(images(folder, "train", captions), captions);
    for (Map.Entry<String, String> split : SPLITS.entrySet()) {
      List<String> lines = new ArrayList<>();
      for (String image : images(folder, split.getValue(), captions)) {
        lines.add(line(captions.get(image), attributes));
      }
      Files.write(out.resolve(split.getKey() + ".jsonl"), lines);
      System.out.println(split.getKey() + ": " + lines.size() + " images");
    }
  }

  private static List<String> images(
      Path folder, String split, Map<String, List<String>> captions) throws IOException {
    return Files.readAllLines(folder.resolve("Flickr_8k." + split + "Images.txt")).stream()
        .map(String::strip)
        .filter(captions::containsKey)
        .toList();
  }

  /** The captions of each image, in the order of their numbers. */
  private static Map<String, List<String>> captions(Path file) throws IOException {
    Map<String, List<String>> captions = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String image = line.substring(0, line.indexOf('#'));
        String caption = line.substring(line.indexOf('\t') + 1).strip();
        captions.computeIfAbsent(image, name -> new ArrayList<>()).add(caption);
      }
    }
    return captions;
  }

  /** The most frequent words, ties by alphabet. */
  private static List<String> attributes(List<String> images, Map<String, List<String>> captions) {
    Map<String, Integer> counts = new HashMap<>();
    for (String image : images) {
      for (String caption : given(captions.get(image))) {
        words(caption).forEach(word -> counts.merge(word, 1, Integer::sum));
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(ATTRIBUTES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The captions that features come from. */
  private static List<String> given(List<String> captions) {
    return captions.subList(0, captions.size() - 1);
  }

  private static List<String> words(String caption) {
    return List.of(caption.toLowerCase(Locale.ROOT).split("\\s+")).stream()
        .filter(word -> word.chars().allMatch(Character::isLetter) && !word.isEmpty())
        .toList();
  }

  private static String line(List<String> captions, List<String> attributes) {
    Set<String> seen = new HashSet<>();
    given(captions).forEach(caption -> seen.addAll(words(caption)));
    String features =
        attributes.stream()
            .map(word -> seen.contains(word) ? "1" : "0")
            .collect(Collectors.joining(", "));
    return "{\"features\": [%s], \"texts\": [\"%s\"]}"
        .formatted(features, captions.get(captions.size() - 1).replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
