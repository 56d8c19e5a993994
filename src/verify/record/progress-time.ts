// Remaining time that holds on optical media too.

/** Radius in mm at which a CD's data begin and, when it is full, end. ECMA-130 clause 8; what lies between holds 737 MB. */
const innerRadius = 25;
const outerRadius = 58;
const fullCd = 737e6;

/**
 * Seconds left after `elapsed` seconds for `done` of `total` bytes. A drive turns a CD at one speed, so that the
 * inside passes slowly and the outside fast: time goes with the radius, bytes with the area. A mean rate would promise minutes too many.
 * `times`: passes over the same bytes, all of them in `done` and `total`.
 */
export function secondsLeft(done: number, total: number, elapsed: number, isDrive: boolean, times = 1): number {
  const disc = total / times;
  const share = (bytes: number): number => {
    if (!isDrive || disc > fullCd) return bytes;
    const passes = Math.min(times - 1, Math.floor(bytes / disc));
    return passes * way(disc) + way(bytes - passes * disc);
  };
  return (elapsed * (share(total) - share(done))) / share(done);
}

/** How far outside the first ring of a CD its first `bytes` end; mm. */
function way(bytes: number): number {
  return Math.sqrt(innerRadius ** 2 + (bytes / fullCd) * (outerRadius ** 2 - innerRadius ** 2)) - innerRadius;
}
