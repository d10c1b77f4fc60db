package org.unroll.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.unroll.dataset.SplitConfig;
import org.unroll.dataset.WindowConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.NearestName;
import org.unroll.nn.output.AdaptiveCutoffs;
import org.unroll.nn.output.OutputConfig;
import org.unroll.task.language.ModelConfig;
import org.unroll.text.TextConfig;
import org.unroll.text.TokenizerKind;
import org.unroll.train.config.StartConfig;
import org.unroll.train.config.TrainConfig;
import org.unroll.wiki.CleanerConfig;

/**
 * The whole configuration of a command: {@code reference.conf}, overridden by a file, overridden by
 * single keys.
 *
 * <p>A key that {@code reference.conf} does not have, and a value of the wrong type, are refused by
 * name.
 */
public record UnrollConfig(
    TextConfig text,
    CleanerConfig cleaner,
    SplitConfig split,
    WindowConfig window,
    ModelConfig model,
    StartConfig start,
    TrainConfig train,
    String benchmarkPreset,
    Config resolved) {

  /** The section of a server's settings, which say nothing about a model. */
  private static final String SERVE = "serve";

  private static final String START_FROM = "model.startFrom";
  private static final String VECTORS = "model.vectors";

  /** The keys whose values are paths, in which characters of HOCON mean nothing. */
  private static final Set<String> PATHS = Set.of(START_FROM, VECTORS);

  /** The keys by which text became the ids of a vocabulary. */
  private static final List<String> VOCABULARY_KEYS =
      List.of(
          "text.tokenizer",
          "text.minCount",
          "text.maxVocabulary",
          "text.lowerCase",
          "text.digitsToN",
          "text.maxTokenLength");

  /** The defaults alone. */
  public static UnrollConfig defaults() {
    return of(ConfigFactory.empty(), List.of());
  }

  /**
   * Resolves a configuration.
   *
   * @param file what a HOCON file said
   * @param overrides each {@code key=value}, later ones win
   * @throws ConfigurationException naming the key that is unknown or has a wrong value
   */
  public static UnrollConfig of(Config file, List<String> overrides) {
    Config reference = reference();
    Config given = file;
    for (String override : overrides) {
      given = parseOverride(override).withFallback(given);
    }
    RenamedKeys.refuse(given);
    refuseUnknownKeys(given, reference);
    try {
      return bind(RenamedKeys.withoutAliases(given.withFallback(reference).resolve()));
    } catch (ConfigException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Parses a configuration file and what it includes.
   *
   * @throws ConfigurationException if it, or a file that it includes, is missing or not HOCON
   */
  public static Config parse(File file) {
    try {
      return ConfigFactory.parseFile(file, includingRequired().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "expected configuration in HOCON, found: " + ErrorMessage.firstLine(e), e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          "expected configuration in HOCON, found too deep nesting in " + file, e);
    }
  }

  /**
   * Returns the names of the keys that single settings have.
   *
   * @param overrides each {@code key=value}
   */
  public static Set<String> keysOf(List<String> overrides) {
    return overrides.stream()
        .flatMap(override -> parseOverride(override).entrySet().stream())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * An experiment that ships with the project, one of the files of {@code conf/}.
   *
   * @param name of the file, without its ending
   * @param overrides each {@code key=value}
   */
  public static UnrollConfig experiment(String name, List<String> overrides) {
    return of(parseResource("/org/unroll/experiments/" + name + ".conf"), overrides);
  }

  /**
   * The configuration that {@link #toJson} wrote, in this version or an earlier one. Since it may
   * come from anywhere, it is read as JSON, not as HOCON: nothing is included or substituted.
   *
   * @param file the name of the file, for messages
   * @throws BadDataException if it is not JSON, or not a configuration
   */
  public static UnrollConfig ofJson(String json, String file) {
    try {
      return of(RenamedKeys.translate(StoredConfig.parse(json, file)), List.of());
    } catch (ConfigException | ConfigurationException e) {
      throw new BadDataException(file + ": not a configuration: " + e.getMessage(), e);
    }
  }

  /** This configuration with the keys of the preparation (text, split, window) of {@code data}. */
  public UnrollConfig withDataOf(UnrollConfig data) {
    Config merged = resolved;
    for (String section : List.of("text", "split", "window")) {
      merged = merged.withValue(section, data.resolved.getValue(section));
    }
    return bind(merged);
  }

  /**
   * This configuration with the tokenizer and the limits of the vocabulary of {@code model}.
   *
   * @param source the name of the model, for messages
   * @throws ConfigurationException if a key was given another value than the model has
   */
  public UnrollConfig withVocabularyOf(UnrollConfig model, String source) {
    Config merged = resolved;
    for (String key : VOCABULARY_KEYS) {
      ConfigValue given = resolved.getValue(key);
      ConfigValue ofModel = model.resolved.getValue(key);
      if (!given.equals(ofModel) && !isDefault(given)) {
        throw new ConfigurationException(
            "%s must be %s, as in the model whose vocabulary is used (%s), found %s; leave it out"
                .formatted(key, ofModel.unwrapped(), source, given.unwrapped()));
      }
      merged = merged.withValue(key, ofModel);
    }
    return bind(merged);
  }

  private static boolean isDefault(ConfigValue value) {
    String resource = value.origin().resource();
    return resource != null && resource.endsWith("reference.conf");
  }

  /**
   * This configuration with the output layer decided, so that a checkpoint says what it holds.
   *
   * @param vocabularySize V
   * @param counts how often each id occurs in the training split, (V); only asked for if an
   *     adaptive softmax is left to choose its cut-offs
   */
  public UnrollConfig withOutput(int vocabularySize, Supplier<long[]> counts) {
    OutputConfig output = model.output();
    if (output.kind(vocabularySize) == OutputConfig.Kind.SOFTMAX) {
      return with(List.of("model.output=softmax"));
    }
    int rows = train.local().batchSize() * (window.length() - 1);
    List<Integer> cutoffs =
        output.cutoffs().isEmpty()
            ? AdaptiveCutoffs.of(counts.get(), model.stack().hiddenSize(), rows)
            : output.cutoffs();
    return with(List.of("model.output=adaptive", "model.cutoffs=" + cutoffs));
  }

  /** This configuration with other values for single keys, each {@code key=value}. */
  public UnrollConfig with(List<String> overrides) {
    return of(resolved, overrides);
  }

  /**
   * The first key, by name, of which two configurations have different values.
   *
   * @param ignored keys that may differ
   */
  public Optional<String> firstDifference(UnrollConfig other, Set<String> ignored) {
    return resolved.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(key -> !ignored.contains(key) && !key.startsWith(SERVE + "."))
        .filter(key -> !other.resolved.getValue(key).equals(resolved.getValue(key)))
        .sorted()
        .findFirst();
  }

  /** All keys of data and models with their values, in a fixed order, as JSON. */
  public String toJson() {
    return resolved
        .withoutPath(SERVE)
        .root()
        .render(ConfigRenderOptions.concise().setFormatted(true).setJson(true));
  }

  private static Config reference() {
    return parseResource("/org/unroll/reference.conf").resolve();
  }

  private static Config parseResource(String resource) {
    if (UnrollConfig.class.getResource(resource) == null) {
      throw new ConfigurationException("expected " + resource + " in the jar, found none");
    }
    // By its name, so that what it includes is found beside it.
    return ConfigFactory.parseResources(UnrollConfig.class, resource, includingRequired());
  }

  private static ConfigParseOptions includingRequired() {
    return ConfigParseOptions.defaults().setIncluder(RequiredIncludes.INSTANCE);
  }

  private static Config parseOverride(String override) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new ConfigurationException("--set expects key=value, found '" + override + "'");
    }
    String key = override.substring(0, equals).strip();
    String value = override.substring(equals + 1).strip();
    if (PATHS.contains(key) && !value.startsWith("\"")) {
      return ConfigFactory.empty().withValue(key, ConfigValueFactory.fromAnyRef(value, "--set"));
    }
    try {
      return ConfigFactory.parseString(
          override, includingRequired().setOriginDescription("--set " + override));
    } catch (ConfigException e) {
      throw new ConfigurationException("--set expects key=value, found '" + override + "'", e);
    }
  }

  private static void refuseUnknownKeys(Config given, Config reference) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      if (!reference.hasPathOrNull(entry.getKey())) {
        throw new ConfigurationException(
            "unknown configuration key "
                + entry.getKey()
                + " ("
                + entry.getValue().origin().description()
                + ")"
                + NearestName.suggestion(
                    entry.getKey(), reference.entrySet().stream().map(Map.Entry::getKey).toList()));
      }
      if (reference.getValue(entry.getKey()).valueType() == ConfigValueType.OBJECT) {
        throw new ConfigurationException(
            entry.getKey()
                + " must be a section of keys, found "
                + entry.getValue().render(ConfigRenderOptions.concise())
                + " ("
                + entry.getValue().origin().description()
                + ")");
      }
    }
  }

  private static UnrollConfig bind(Config config) {
    Keys keys = new Keys(config);
    return new UnrollConfig(
        new TextConfig(
            keys.choice("text.tokenizer", TokenizerKind.class),
            keys.integer("text.minCount"),
            keys.integer("text.maxVocabulary"),
            keys.flag("text.lowerCase"),
            keys.flag("text.digitsToN"),
            keys.integerOr("text.maxTokenLength", "none")),
        new CleanerConfig(keys.flag("text.headings"), keys.wholeNumber("text.maxCleaningSteps")),
        new SplitConfig(keys.number("split.validation"), keys.number("split.test")),
        new WindowConfig(keys.integer("window.length"), keys.integer("window.stride")),
        ModelKeys.bind(keys),
        new StartConfig(keys.textOr(START_FROM, "none"), keys.textOr(VECTORS, "none")),
        TrainKeys.bind(keys),
        config.getString("benchmark.preset"),
        config);
  }
}
