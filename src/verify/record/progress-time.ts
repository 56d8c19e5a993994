// Remaining time that holds on optical media too.

/** Radius in mm at which a CD's data begin and, when it is full, end. ECMA-130 clause 8; what lies between holds 737 MB. */
const innerRadius = 25;
const outerRadius = 58;
const fullCd = 737e6;

/**
 * Seconds left after `elapsed` seconds for `done` of `total` bytes. A drive turns a CD at one speed, so that the
 * inside passes slowly and the outside fast: time goes with the radius, bytes with the area. A mean rate would promise minutes too many.
 */
export function secondsLeft(done: number, total: number, elapsed: number, isDrive: boolean): number {
  const share = (bytes: number): number => {
    if (!isDrive || total > fullCd) return bytes;
    return Math.sqrt(innerRadius ** 2 + (bytes / fullCd) * (outerRadius ** 2 - innerRadius ** 2)) - innerRadius;
  };
  return (elapsed * (share(total) - share(done))) / share(done);
}
