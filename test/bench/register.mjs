// What it costs to read and judge a register of 10,000 recipients with ten facts each, as every command of a register does first: CPU of
// this process, each time in a new one, as a command is. `npm run build && node test/bench/register.mjs [runs]`

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBook } from "../../dist/distribute/book/book.js";
import { RegisterChain } from "../../dist/distribute/register/index.js";
import { lineDigest } from "../../dist/files/lines/appended.js";
import { envelopeOf } from "../../dist/format/index.js";

const recipients = 10_000;
const by = ["anna", "bert"];
const digest = (n) => n.toString(16).padStart(64, "a");
const envelope = (n) => envelopeOf(String(10_000 + n));
const id = (n) => `GM${String(n).padStart(5, "0")}`;
const numbers = Array.from({ length: recipients }, (_, n) => n);
const moved = (kind, parcel, track) => (n) => ({
  ...{ kind, envelope: envelope(n), parcel, carrier: "PostNL" },
  track: track && `3SABC${n}`,
});
/** Made only by the process that writes: the one that is measured has nothing else in its memory. */
const factsOf = () => [
  { kind: "opened", election: "TK2027", purpose: "final", first: envelope(0) },
  ...by.map((clerk) => ({ kind: "clerk", id: clerk, organisation: "Kiesraad" })),
  { kind: "recipients", sha256: digest(1), count: recipients, by },
  ...numbers.map((n) => ({ kind: "recipient", id: id(n), of: "gsb", role: "GSB", name: `Gemeente ${n}` })),
  {
    ...{ kind: "release", name: "gsb", disc: 1, discs: 1, role: "GSB", sequence: 12 },
    ...{ textSha256: digest(2), imageSha256: digest(3), version: "2.24.3", product: "OSV" },
  },
  { kind: "batch", name: "A", release: "gsb", disc: 1, copies: { from: 1, to: recipients }, place: "Den Haag" },
  ...numbers.map((n) => ({
    ...{ kind: "packed", envelope: envelope(n), recipient: id(n), release: "gsb", disc: 1 },
    ...{ copy: n + 1, seal: `Z${n}`, by },
  })),
  ...numbers.flatMap((n) => [
    { kind: "letter", envelope: envelope(n), sha256: digest(n), by },
    {
      ...{ kind: "commit", envelope: envelope(n), disc: 1 },
      ...{ drive: digest(n), image: digest(n + 1), tree: digest(n + 2), installed: digest(n + 3) },
    },
  ]),
  ...numbers.map(moved("sent", "disc", true)),
  ...numbers.map(moved("sent", "letter")),
  ...numbers.map(moved("arrived", "disc", true)),
  ...numbers.map(moved("arrived", "letter")),
  ...numbers.map((n) => ({
    ...{ kind: "receipt", envelope: envelope(n), disc: 1, evidence: "afmeldcode", verdict: "ECHT", scope: 0 },
    ...{ link: "02", found: undefined, by: "anna" },
  })),
  ...numbers.map((n) => ({
    ...{ kind: "record", envelope: envelope(n), disc: 1, sha256: digest(n), control: "0000D-0000E-0000F" },
    ...{ release: digest(2), image: digest(3), list: undefined, moment: "2027-03-02T10:15:00Z" },
  })),
];

const seconds = ({ user, system }) => ((user + system) / 1e6).toFixed(2);

if (process.argv[2] === "--read") {
  const start = process.cpuUsage();
  const { lines } = await readBook(process.argv[3]);
  console.log(`${seconds(process.cpuUsage(start))} s of CPU, ${lines} lines`);
} else {
  const folder = mkdtempSync(join(tmpdir(), "zegel-bench-"));
  try {
    const { lines } = RegisterChain.begin(factsOf(), "2027-02-01T09:00:00Z", lineDigest);
    writeFileSync(join(folder, "r"), `${lines.join("\n")}\n`);
    for (let run = 0; run < Number(process.argv[2] ?? 5); run++)
      process.stdout.write(execFileSync(process.execPath, [import.meta.filename, "--read", join(folder, "r")]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
