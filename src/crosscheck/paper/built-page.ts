// The script and the style of the page on which paper is typed, as text. Empty in a checkout: scripts/programs.mjs puts the bundle of
// src/crosscheck/page in the place of this file.

export const pageScript = "";
export const pageStyle = "";
