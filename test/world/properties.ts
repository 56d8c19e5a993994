// fast-check as every test of this project uses it: with one fixed seed, so that the gate answers the same on the same code. Values
// drawn anew each time once stopped it on a change that had nothing to do with them. New values are drawn by `npm run test:seeds`.

import fc from "fast-check";

const asked = process.env.ZEGEL_SEED; // a number that a failing run printed, to see it again
const isExploring = asked !== undefined;
const seed = isExploring ? Number(asked) : 20_270_317;
if (!Number.isSafeInteger(seed)) throw new Error(`ZEGEL_SEED: expected a whole number, found "${asked}"`);
fc.configureGlobal({ seed, ...(isExploring && { numRuns: 2000 }) });

export * from "fast-check";
export default fc;
