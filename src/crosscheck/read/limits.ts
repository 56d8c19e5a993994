// How much is read at most. Each limit is asked before the loop that it bounds; the largest real file is a tenth of what is allowed.
// docs/spec/crosscheck.md, rule L2

export const limits = {
  /** Elements within each other. The parser's own work grows with the square of it. */
  depth: 32,
  attributes: 16,
  /** Characters of a name, a text, an attribute's value or a comment. The parser itself knows no limit. */
  token: 64 * 1024,
  fileBytes: 512 * 1024 * 1024,
  /** Of what people typed: 5,000 units with all candidates of a Tweede Kamer. */
  paperBytes: 128 * 1024 * 1024,
  lists: 64,
  candidates: 120,
  /** People of one list in a 510d: its total has those of all districts, of which there are twenty at most. */
  people: 2400,
  units: 5000,
  regions: 5000,
  files: 2000,
  allBytes: 4 * 1024 * 1024 * 1024,
} as const;
