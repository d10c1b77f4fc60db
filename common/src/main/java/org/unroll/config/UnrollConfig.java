package org.unroll.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.dataset.SplitConfig;
import org.unroll.dataset.WindowConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
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
    Config reference = ConfigReader.reference();
    Config given = file;
    for (String override : overrides) {
      given = ConfigReader.setting(override).withFallback(given);
    }
    RenamedKeys.refuse(given);
    ConfigReader.refuseUnknownKeys(given, reference);
    try {
      return bind(RenamedKeys.withoutAliases(given.withFallback(reference).resolve()));
    } catch (ConfigException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * An experiment that ships with the project, one of the files of {@code conf/}.
   *
   * @param name of the file, without its ending
   * @param overrides each {@code key=value}
   */
  public static UnrollConfig experiment(String name, List<String> overrides) {
    return of(ConfigReader.resource("/org/unroll/experiments/" + name + ".conf"), overrides);
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

  /**
   * The configuration of the run that a model is from.
   *
   * @throws BadDataException if it is damaged
   */
  public static UnrollConfig of(Checkpoint checkpoint) {
    return ofJson(checkpoint.configuration(), checkpoint.configurationFile());
  }

  /** This configuration with some sections of that with which data was prepared. */
  public UnrollConfig withSectionsOf(UnrollConfig data, List<String> sections) {
    Config merged = resolved;
    for (String section : sections) {
      merged = merged.withValue(section, data.resolved.getValue(section));
    }
    return bind(merged);
  }

  /** The values of single keys, from which each task binds a section of its own. */
  public Keys keys() {
    return new Keys(resolved);
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

  /**
   * This configuration with the values of {@code model} for those keys that were not given.
   *
   * @param fixed those of the keys that must have the model's values
   * @param source the name of the model, for messages
   * @throws ConfigurationException if one of these was given another value
   */
  public UnrollConfig withDefaultsOf(
      UnrollConfig model, List<String> keys, List<String> fixed, String source) {
    Config merged = resolved;
    for (String key : keys) {
      ConfigValue given = resolved.getValue(key);
      ConfigValue ofModel = model.resolved.getValue(key);
      if (isDefault(given)) {
        merged = merged.withValue(key, ofModel);
      } else if (fixed.contains(key) && !given.equals(ofModel)) {
        throw new ConfigurationException(
            "%s must be %s, as in the model whose labels are used (%s), found %s; leave it out"
                .formatted(key, ofModel.unwrapped(), source, given.unwrapped()));
      }
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
        new StartConfig(
            keys.textOr(ConfigReader.START_FROM, "none"),
            keys.textOr(ConfigReader.VECTORS, "none")),
        TrainKeys.bind(keys),
        config.getString("benchmark.preset"),
        config);
  }
}
