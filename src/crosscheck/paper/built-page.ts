// The script and the style of the page on which paper is typed, line by line. Empty in a checkout: scripts/programs.mjs puts the bundle of
// src/crosscheck/page in the place of this file.

export const pageScript: readonly string[] = [];
export const pageStyle: readonly string[] = [];
