package org.unroll.data;

import java.lang.ref.Cleaner;
import java.util.Map;
import java.util.WeakHashMap;
import org.unroll.task.language.ForwardLanguageModel;
import org.unroll.task.language.LanguageTask;

/** The models that the tasks of this JVM share: one for each array of parameters in use. */
final class ForwardModels {

  private static final Cleaner CLEANER = Cleaner.create();
  private static final Map<float[], ForwardLanguageModel> MODELS = new WeakHashMap<>();

  private ForwardModels() {}

  /**
   * The model of some parameters, made by the first that asks.
   *
   * @param parameters of a broadcast; the model may be used as long as they are reachable
   */
  static synchronized ForwardLanguageModel of(LanguageTask task, float[] parameters) {
    ForwardLanguageModel model = MODELS.get(parameters);
    if (model == null) {
      model = task.newForwardModel(parameters);
      MODELS.put(parameters, model);
      CLEANER.register(parameters, model::close);
    }
    return model;
  }
}
