package org.unroll.nn.output;

/** The sequences of tags that a scheme allows. */
public interface TagConstraints {

  /** Constraints that allow everything. */
  TagConstraints NONE =
      new TagConstraints() {
        @Override
        public boolean mayStart(int tag) {
          return true;
        }

        @Override
        public boolean mayFollow(int from, int to) {
          return true;
        }

        @Override
        public boolean mayEnd(int tag) {
          return true;
        }
      };

  /** Whether a sequence may begin with a tag. */
  boolean mayStart(int tag);

  /** Whether a tag may stand right after another. */
  boolean mayFollow(int from, int to);

  /** Whether a sequence may end with a tag. */
  boolean mayEnd(int tag);
}
