// docs/attacks.md, made of what was measured in this run and of what the peers did beforehand.

import { visible } from "../../src/verify/messages.ts";
import { type Attack, type Form, families, type Twin } from "./attack.ts";
import { type PeerTable, peerTables } from "./peers.ts";

/** What the verifier said. */
export interface Measured {
  readonly verdict: string;
  readonly exitCode: number;
  readonly finding: string;
  readonly place: string;
}

export const keyOf = (name: string, form: Form | "twin"): string => `${name} ${form}`;

const cell = (text: string) => visible(text).replaceAll("|", "\\|");
const code = (text: string) => (text === "" ? "" : `\`${cell(text)}\``);
const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

function peerTable({ title, tools, rows }: PeerTable, measured: ReadonlyMap<string, Measured>): string[] {
  const head = ["attack", ...tools, "**zegel-verify**"];
  const ours = (name: string) => {
    const found = ["twin", "after", "before", "folder"].map((form) => measured.get(`${name} ${form}`)).find(Boolean);
    return found === undefined ? "not measured" : `${found.exitCode} ${found.verdict}`;
  };
  return [
    `### ${title}`,
    "",
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line([row.attack, ...row.cells, ours(row.ours)])),
    "",
  ];
}

/** Both forms in one line where they end alike. */
function attackLines(attacks: readonly Attack[], measured: ReadonlyMap<string, Measured>): string[] {
  const lines = new Map<string, { forms: Form[]; twins: string[]; start: string[]; end: string[] }>();
  for (const { name, form, does, twin } of attacks) {
    const { verdict = "", finding = "", place = "" } = measured.get(keyOf(name, form)) ?? {};
    const end = [verdict, code(finding), code(place)];
    const key = [name, does, ...end].join(" ");
    const known = lines.get(key) ?? { forms: [], twins: [], start: [code(name), cell(does)], end };
    known.forms.push(form);
    known.twins.push(code(twin));
    lines.set(key, known);
  }
  return [...lines.values()].map(({ forms, twins, start, end }) =>
    line([...start, forms.join(", "), ...end, twins.join(", ")]),
  );
}

export function renderPage(
  attacks: readonly Attack[],
  twins: readonly Twin[],
  measured: ReadonlyMap<string, Measured>,
): string {
  const kinds = new Set(attacks.map((attack) => attack.name)).size;
  const refused = attacks.filter((attack) => (measured.get(keyOf(attack.name, attack.form))?.exitCode ?? 0) >= 20);
  const genuine = twins.filter((twin) => measured.get(keyOf(twin.name, "twin"))?.verdict === "ECHT");
  const columns = ["attack", "what the opponent does", "form", "verdict", "finding", "place", "twin"];
  const lines = [
    "# Attacks",
    "",
    `${kinds} kinds of attack in ${attacks.length} discs and folders: ${refused.length} of ${attacks.length} refused, each with the verdict,`,
    `the finding and the place below. ${genuine.length} of ${twins.length} benign twins accepted.`,
    "",
    "The programs are in `test/corpus/`; `test/corpus/corpus.test.ts` makes each disc, verifies it and demands what stands",
    "here. This page is written by `ZEGEL_WRITE_TABLE=1 npx vitest run test/corpus`; without it the test only compares.",
    "",
    "**Form.** `after`: a good sealed disc is changed, so that the image's digest sees it too (`IMAGE_DIGEST`, not repeated",
    "below). `before`: the disc was built that way and then released, signed and sealed honestly, so that only structure,",
    "manifest and notes can see it. `folder`: a mounted disc or a copy of one. **Place**: a path (`/` is the root folder; for",
    "a fault in a directory record the folder that holds it), a sector, a byte, or the words of the finding.",
    "",
    "## What other tools say",
    "",
    "Exit codes, 0 is a yes; **bold 0** is a yes that should be a no. The other columns were measured by us beforehand, on one",
    "machine, with xorriso 1.5.4, isomd5sum 1.2.3, dvdisaster 0.79.5, mtree-netbsd 20180822-7 and the other tools of Debian",
    "12, and checkmedia of openSUSE; “(read)” was read in the source, not run. Our column is measured by the test.",
    "xorriso: `-check_media what=tracks --` with its defaults; with `event=SORRY bad_limit=md5_mismatch` a changed image gives 32.",
    "",
    ...peerTables.flatMap((table) => peerTable(table, measured)),
    "An expired key is a yes here as well, by decision: a municipal PC's clock is nobody's witness. Validity and clock are",
    "both told in the record; a key that must not count any more is revoked, and then it counts nowhere.",
    "",
    "## The corpus",
    "",
    ...families.flatMap((family) => {
      const own = attacks.filter((attack) => attack.family === family);
      const body = attackLines(own, measured);
      return [`### ${family}`, "", line(columns), line(columns.map(() => "---")), ...body, ""];
    }),
    "## Benign twins",
    "",
    line(["twin", "what its maker does", "verdict"]),
    line(["---", "---", "---"]),
    ...twins.map(({ name, does }) => line([code(name), cell(does), measured.get(keyOf(name, "twin"))?.verdict ?? ""])),
  ];
  return `${lines.join("\n")}\n`;
}
