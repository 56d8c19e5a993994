// Which of a row of numbers can stay where they are if the others are moved: how order is told from place.

/** The indexes that do not belong to a longest subsequence that never falls (patience sorting, n log n). */
export function outOfOrder(numbers: readonly number[]): Set<number> {
  const tails: number[] = []; // indexes: the smallest end of a rise of each length
  const before: (number | undefined)[] = [];
  for (const [i, number] of numbers.entries()) {
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[tails[middle] ?? 0] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    before[i] = tails[low - 1];
    tails[low] = i;
  }
  const out = new Set(numbers.keys());
  for (let i = tails.at(-1); i !== undefined; i = before[i]) out.delete(i);
  return out;
}
