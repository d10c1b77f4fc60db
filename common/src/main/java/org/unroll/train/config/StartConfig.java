package org.unroll.train.config;

import java.util.Optional;
import org.unroll.errors.ConfigurationException;

/**
 * The origin of the parameters that a training run starts from, as far as they are not drawn.
 *
 * @param model the path of a model whose parameters are taken, if any
 * @param vectors the path of a file of word vectors, if any
 */
public record StartConfig(Optional<String> model, Optional<String> vectors) {

  public StartConfig {
    if (model.isPresent() && vectors.isPresent()) {
      throw new ConfigurationException(
          "model.vectors must be none where model.startFrom gives all parameters, found "
              + vectors.get());
    }
  }
}
