// Which releases are of one series: what people take for one product and one election. docs/spec/release.md, "Format"

import type { ReleaseChoice } from "./notes/release.ts";

/**
 * What a person takes for the same name of a product or an election: capitals and runs of blanks are not seen on a letter or a page. It is
 * asked wherever two that are one would be a clash; where two must agree they must agree letter for letter.
 */
export function seenName(name: string): string {
  return name.toLowerCase().replace(/ +/g, " ");
}

/** What a sequence counts up within: equal for two releases that people take for one series. */
export function seriesOf({ product, election, role }: Pick<ReleaseChoice, "product" | "election" | "role">): string {
  return JSON.stringify([seenName(product), seenName(election), role]);
}
