// The program of the threads that read, line by line. Empty in a checkout, where one thread reads all: scripts/programs.mjs puts the
// bundle of reader-thread.ts in the place of this file.

export const threadProgram: readonly string[] = [];
