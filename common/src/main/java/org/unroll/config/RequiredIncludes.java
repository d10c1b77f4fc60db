package org.unroll.config;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * An includer for which each {@code include} is an {@code include required}: HOCON takes a file
 * that is not there for an empty one, and the defaults would be used without a word.
 */
record RequiredIncludes(@Nullable ConfigIncluder found)
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  static final RequiredIncludes INSTANCE = new RequiredIncludes(null);

  /** The library gives its own includer, which finds the files, as the fallback. */
  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return found == null ? new RequiredIncludes(fallback) : this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return delegate(ConfigIncluder.class).include(required(context), what);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return delegate(ConfigIncluderFile.class).includeFile(required(context), what);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    return delegate(ConfigIncluderURL.class).includeURL(required(context), what);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    return delegate(ConfigIncluderClasspath.class).includeResources(required(context), what);
  }

  private <T> T delegate(Class<T> kind) {
    if (found == null) {
      throw new IllegalStateException("expected the library's includer, found none");
    }
    return kind.cast(found);
  }

  private static ConfigIncludeContext required(ConfigIncludeContext context) {
    return context.setParseOptions(context.parseOptions().setAllowMissing(false));
  }
}
