// A binary heap of things that lie somewhere on the disc, the lowest sector first: so directories are read in rising order, and the head
// of a drive moves one way.

/** `lba`: the first sector of each. */
export class LowestFirst<T extends { readonly lba: number }> {
  readonly #heap: T[] = [];

  add(item: T): void {
    const heap = this.#heap;
    let hole = heap.length;
    heap.push(item);
    for (;;) {
      const above = (hole - 1) >> 1;
      const parent = heap[above];
      if (hole === 0 || parent === undefined || parent.lba <= item.lba) break;
      heap[hole] = parent;
      hole = above;
    }
    heap[hole] = item;
  }

  take(): T | undefined {
    const heap = this.#heap;
    const lowest = heap[0];
    const item = heap.pop();
    if (item === undefined || heap.length === 0) return lowest;
    let hole = 0;
    for (;;) {
      const left = heap[2 * hole + 1];
      const right = heap[2 * hole + 2];
      const isRight = left !== undefined && right !== undefined && right.lba < left.lba;
      const child = isRight ? right : left;
      if (child === undefined || child.lba >= item.lba) break;
      heap[hole] = child;
      hole = 2 * hole + (isRight ? 2 : 1);
    }
    heap[hole] = item;
    return lowest;
  }
}
