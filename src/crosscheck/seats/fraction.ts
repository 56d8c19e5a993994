// Exact fractions. The law divides votes by seats, and whoever rounds may give a seat to the wrong list.

/** Never rounded; the denominator is positive. Not kept in lowest terms: `show` does that. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Throws RangeError where the denominator is not positive: no division of this room has such a one. */
export function fraction(numerator: number | bigint, denominator: number | bigint = 1): Fraction {
  if (denominator <= 0) throw new RangeError(`a fraction over ${denominator}`);
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** Negative, zero or positive, as `a` is smaller than `b`, equal, or larger. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** Throws RangeError where `b` is not positive. */
export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** The largest whole number that is not above it. */
export function floor({ numerator, denominator }: Fraction): bigint {
  const cut = numerator / denominator;
  return numerator < 0n && cut * denominator !== numerator ? cut - 1n : cut;
}

/** The smallest whole number that is not below it. */
export function ceil({ numerator, denominator }: Fraction): bigint {
  return -floor({ numerator: -numerator, denominator });
}

/** In lowest terms, the whole part apart, as the record of the central electoral committee prints it: `550`, `340 1/5`, `3/4`, `-1/2`. */
export function show({ numerator, denominator }: Fraction): string {
  const sign = numerator < 0n ? "-" : "";
  const size = numerator < 0n ? -numerator : numerator;
  const [whole, rest] = [size / denominator, size % denominator];
  if (rest === 0n) return `${sign}${whole}`;
  const common = commonDivisor(rest, denominator);
  const part = `${rest / common}/${denominator / common}`;
  return whole === 0n ? `${sign}${part}` : `${sign}${whole} ${part}`;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
