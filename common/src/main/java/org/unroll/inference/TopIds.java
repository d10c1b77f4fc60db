package org.unroll.inference;

/**
 * The most probable of the ids offered so far: a binary heap with the least probable of them on
 * top, which the next better one replaces.
 */
final class TopIds {

  private final Distribution distribution;
  private final int[] heap;
  private int size;

  TopIds(Distribution distribution, int capacity) {
    this.distribution = distribution;
    this.heap = new int[capacity];
  }

  /** Takes {@code id} if it is among the most probable so far. */
  void offer(int id) {
    if (size < heap.length) {
      int place = size++;
      for (int parent = (place - 1) / 2;
          place > 0 && before(heap[parent], id);
          parent = (place - 1) / 2) {
        heap[place] = heap[parent];
        place = parent;
      }
      heap[place] = id;
    } else if (size > 0 && before(id, heap[0])) {
      sink(id);
    }
  }

  /** Puts {@code id} in the place of the top, and lets it sink to where it belongs. */
  private void sink(int id) {
    int place = 0;
    for (int child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && before(heap[child], heap[child + 1])) {
        child++;
      }
      if (before(heap[child], id)) {
        break;
      }
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = id;
  }

  /** Whether {@code a} comes before {@code b} in the result. */
  private boolean before(int a, int b) {
    float left = distribution.logProbability(a);
    float right = distribution.logProbability(b);
    return left > right || (left == right && a < b);
  }

  /** Removes all ids; the most probable comes first. */
  int[] falling() {
    int[] sorted = new int[size];
    while (size > 0) {
      sorted[size - 1] = heap[0];
      size--;
      sink(heap[size]);
    }
    return sorted;
  }
}
