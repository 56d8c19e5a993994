// The section of docs/benchmarks.md on verifying, made of the rows that bench.mjs measured.

import { versionsHere, versionsMeasured } from "./peers.mjs";

const number = (value, digits = 2) => value.toFixed(digits);

/** One row a tool. */
function verifyTable(rows) {
  const line = ({ what, reason, exit, wall, least, most, cpu, peak, drive, attacks }) => {
    const cost =
      reason === undefined
        ? [exit, number(wall), `${number(least)}–${number(most)}`, number(cpu), number(peak, 0)]
        : [reason, "", "", "", ""];
    const seen =
      drive?.reason === undefined && drive !== undefined
        ? [number(drive.megabytes, 0), number(drive.passes, 3), drive.seeks, number(drive.seconds, 1)]
        : [drive?.reason ?? "", "", "", ""];
    const forms = Object.values(attacks).map(([refused, all]) => (all === 0 ? "–" : `${refused} of ${all}`));
    return `| ${[what, ...cost, ...seen, ...forms].join(" | ")} |`;
  };
  return [
    "| what | exit | wall s (median) | least–most | CPU s | peak MB | MB read | passes | seeks | drive s | refused: changed | released so | folder |",
    `|${"---|".repeat(13)}`,
    ...rows.map(line),
  ].join("\n");
}

export function verifySection(verified) {
  const against = (id) => number(verified[0].wall / verified.find(({ ids }) => ids.join() === id).wall);
  return `## Verifying that image, sealed

${verifyTable(verified)}

Exit, wall, CPU and memory: the image and its mount (fuseiso, whose own work is not counted) from the page cache. MB read, passes, seeks and seconds: cold, from the modelled drive of
[benchmarks-drive.md](benchmarks-drive.md), one run. Refused: discs of the corpus of [attacks.md](attacks.md) to which the tool does not exit 0. *Changed*: a genuine disc changed afterwards, or another in
its place; what the tool was given is of the genuine disc. *Released so*: built that way and then published by its maker, who gives the tool what belongs to that very disc, so that whoever only compares digests can see
nothing. *Folder*: files that were copied or are mounted. Of the changed discs some are the genuine bytes themselves (recalled, expected otherwise, trusted no more): see there. What each was given:

${verified.map(({ what, given }) => `- ${what}: ${given}.`).join("\n")}

${new Date().toISOString().slice(0, 10)}, with ${versionsHere()}. The attacks were counted with ${versionsMeasured()}.

| bar | asked | measured |
|---|---|---|
| verify against \`sha256sum\` of the image, wall | ≤ 0.4 | ${against("sha256sum")} |
| verify against \`openssl dgst\`, wall | aim: 1 | ${against("openssl")} |
| peak memory of verify | ≤ 120 MB | ${verified[0].peak.toFixed(0)} MB |
`;
}
