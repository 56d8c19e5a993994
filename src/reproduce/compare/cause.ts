// Why two images differ: a closed list. texts.ts has the words for each.

/** In the order in which they are shown: what matters most first. */
export const causeIds = [
  // What a user of the disc would notice
  "content",
  "added",
  "removed",
  "renamed",
  "case",
  "trees",
  "joliet",
  "rock-ridge",
  "supplementary",
  "boot",
  "session",
  "seal",
  // How it was made
  "order",
  "volume-date",
  "record-date",
  "time-stamps",
  "time-zone",
  "owner",
  "mode",
  "links",
  "inode",
  "volume-name",
  "publisher",
  "preparer",
  "application",
  "system",
  "texts",
  "tool",
  "application-use",
  "names",
  "joliet-level",
  "flags",
  "system-use",
  // What no maker of images does
  "byte-order",
  "path-table",
  "volume-size",
  "descriptor",
  "system-area",
  "padding",
  "slack",
  "gap",
  "behind",
  "length",
  // What follows from the others
  "follows",
  "moved",
  // What could not be explained
  "unparsed",
] as const;
export type CauseId = (typeof causeIds)[number];
