// Is one batch of discs worse than the others, or is it chance? Fisher's exact test, one-sided, in whole numbers. docs/spec/register.md, PARTIJ
// R. A. Fisher, "Statistical Methods for Research Workers", section 21.02: with the margins fixed, the cell is hypergeometric.

/** Discs of one kind that were checked. */
export interface Checked {
  readonly bad: number;
  readonly good: number;
}

/** A probability as a fraction of whole numbers: nothing is rounded. */
export interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/**
 * The probability that `batch` holds as many bad discs as it does, or more, if bad discs were spread over all checked ones by chance.
 * Throws RangeError for counts that are none.
 */
export function fisher(batch: Checked, others: Checked): Fraction {
  const counts = [batch.bad, batch.good, others.bad, others.good];
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0 && count <= 1e6))
    throw new RangeError(`expected four counts of 0 to 1000000, found ${counts}`);
  const size = batch.bad + batch.good;
  const bad = batch.bad + others.bad;
  const good = batch.good + others.good;
  const most = Math.min(size, bad);
  let term = choose(bad, batch.bad) * choose(good, size - batch.bad);
  let above = term;
  // From one table to the next, k bad discs in the batch to k + 1, by C(bad, k+1) / C(bad, k) and the same of the good ones.
  for (let k = batch.bad; k < most; k++) {
    term = (term * BigInt(bad - k) * BigInt(size - k)) / (BigInt(k + 1) * BigInt(good - size + k + 1));
    above += term;
  }
  return { above, below: choose(bad + good, size) };
}

/** `probability` is less than 1 in `times`. */
export function isRarerThan(probability: Fraction, times: number): boolean {
  return probability.above * BigInt(times) < probability.below;
}

/** Ways to choose `k` of `n`, `k` being none of more than `n`. */
function choose(n: number, k: number): bigint {
  const few = Math.min(k, n - k);
  let ways = 1n;
  for (let i = 1; i <= few; i++) ways = (ways * BigInt(n - few + i)) / BigInt(i);
  return ways;
}
