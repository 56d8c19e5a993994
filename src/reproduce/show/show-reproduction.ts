// A rebuild in lines of text: the result in one line, then the facts behind it.

import { encodeHashGroups, shown } from "../../format/index.ts";
import { writersInWords } from "../rebuild/new-rebuild.ts";
import { isSame, type ReproductionOutcome, type ReproductionReport } from "../rebuild/reproduction.ts";
import { showForeign } from "./show.ts";

const results: Readonly<Record<ReproductionOutcome, string>> = {
  same: "SAME: rebuilt bit for bit",
  differs: "DIFFERENT: the rebuild is not what was released",
  "other-image": "OTHER MASTER: the release was rebuilt bit for bit, and the image or master digest given is not it",
  unexplained: "DIFFERENT: and not every byte is explained",
};

/** One line. */
export function resultOf({ outcome, release, masterSha256 }: ReproductionReport): string {
  const master =
    outcome === "same" && masterSha256 !== undefined ? ", and with its seal the very bytes of the master" : "";
  return `${results[outcome]}${master}: ${release?.inWords ?? "an unsealed image, which names no release"}`;
}

/** `bold` marks what matters on a terminal. */
export function renderReproduction(report: ReproductionReport, bold: (text: string) => string): string {
  const { release, checks, writers, tools, madeWith, surroundings, difference, written } = report;
  const xorriso = tools.xorriso === undefined ? "" : `xorriso ${tools.xorriso}, `;
  const kit = { none: [], given: [], image: ["kit:             taken from the image given; its digest is checked"] };
  const lines = [
    bold(resultOf(report)),
    ...(release === undefined ? [] : [`zegelcode:       ${release.zegelcode}`]),
    `image digest:    ${encodeHashGroups(report.measured.imageSha256)}`,
    `manifest digest: ${encodeHashGroups(report.measured.manifestSha256)}`,
    ...(report.masterSha256 === undefined ? [] : [`master digest:   ${encodeHashGroups(report.masterSha256)}`]),
    ...kit[report.kitFrom],
    ...checks.map((check) => checkLine(check.what, isSame(check), check.expected, check.found)),
    `recipe:          ${report.recipe}; a release names no tool versions, its canary decides which will do`,
    ...madeWith.map(
      (environment) => `rebuilt with:    ${showForeign(environment)} (a reviewer's statement in the seal)`,
    ),
    `written by:      ${writersInWords(writers)}`,
    shown`here:            ${xorriso}Node ${tools.node}, Zegel ${tools.zegel}, ${tools.system}`,
    ...(surroundings === undefined ? [] : surroundingLines(surroundings)),
    ...(difference === undefined
      ? []
      : [
          `difference:      ${difference.explainedBytes} of ${difference.differingBytes} differing bytes explained: ${difference.causes.join(", ")}`,
          `summary digest:  ${difference.summarySha256}`,
        ]),
    ...(written === undefined ? [] : [shown`written:         ${written}`]),
    "signatures:      not judged here: zegel verify does that",
    ...nextLines(report),
  ];
  return `${lines.join("\n")}\n`;
}

function checkLine(what: string, same: boolean, expected: string, found: string): string {
  return same ? `as released:     ${what}` : shown`NOT as released: ${what}: expected ${expected}, found ${found}`;
}

function surroundingLines({ changed, unchanged }: NonNullable<ReproductionReport["surroundings"]>): string[] {
  return [
    `clean:           ${changed.join(", ")}`,
    ...(unchanged.length === 0 ? [] : [`NOT clean:       ${unchanged.join("; ")}`]),
  ];
}

function nextLines({ outcome, written }: ReproductionReport): string[] {
  switch (outcome) {
    case "same":
      return [];
    case "other-image":
      return ["Next: ask where the image or the digest given comes from; zegel compare shows where an image differs."];
    default:
      return [
        written === undefined
          ? "Next: rebuild with --out FOLDER and look with zegel compare; check that the payload and the kit are the release's."
          : "Next: zegel compare IMAGE and the image written; check that the payload and the kit are the release's.",
      ];
  }
}
