package org.unroll.inference.prediction;

import java.util.Map;

/** What a model predicts from one input. */
public interface Prediction {

  /**
   * The values by name, the same names for each prediction of a model: texts, numbers, truth
   * values, or lists or maps of these, as they stand in JSON.
   */
  Map<String, Object> values();

  /** The prediction as one line for people. */
  String show();
}
