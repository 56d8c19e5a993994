// The worker's program as text. Empty in a checkout: scripts/page.mjs puts the bundle of digest-worker.ts in the place of this file.

export const workerSource = "";
