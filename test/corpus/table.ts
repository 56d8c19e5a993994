// docs/attacks.md, made of what was measured in this run and of what the peers did beforehand.

import { visible } from "../../src/words/language.ts";
import { type Attack, type Form, families, type Twin } from "./attack.ts";
import { type Column, type PeerResults, readPeerResults, refusedOf } from "./peer-results.ts";
import { peerTools } from "./peer-tools.ts";
import { type PeerRow, type PeerTable, peerTables } from "./peers.ts";

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

const anyForm = ["twin", "after", "before", "folder"] as const;

/** The exit code measured beforehand, and the corpus's own beside it where that is another. */
function cellOf({ ours, cells, others }: PeerRow, i: number, { ids }: PeerTable, results: PeerResults): string {
  const before = cells[i] ?? "";
  const id = ids[i];
  if (id === undefined || others.includes(id) || before.startsWith("n/a")) return before;
  const rows = anyForm.map((form) => results.cells.get(keyOf(ours, form)));
  const here = rows.find((row) => row !== undefined)?.get(id);
  const isSame = here === undefined || here === /^\**(\d+)/.exec(before)?.[1];
  return isSame ? before : `${here === "0" ? "**0**" : here} here; ${before} beforehand`;
}

function peerTable(table: PeerTable, measured: ReadonlyMap<string, Measured>, results: PeerResults): string[] {
  const { title, tools, rows } = table;
  const head = ["attack", ...tools, "**zegel-verify**"];
  const ours = (name: string) => {
    const found = anyForm.map((form) => measured.get(keyOf(name, form))).find(Boolean);
    return found === undefined ? "not measured" : `${found.exitCode} ${found.verdict}`;
  };
  return [
    `### ${title}`,
    "",
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) =>
      line([row.attack, ...row.cells.map((_, i) => cellOf(row, i, table, results)), ours(row.ours)]),
    ),
    "",
  ];
}

/** Every tool on every disc of the corpus, counted. */
function countTable(results: PeerResults): string[] {
  const rows: (readonly [string, readonly Column[]])[] = [
    ["**`zegel verify`** of the image", ["zegel"]],
    ["**`zegel verify`** of the mounted tree or the folder", ["zegel-tree"]],
    ...peerTools.map(({ id, name }) => [name, [id]] as const),
    ["`sha256sum -c` of the image and in the mounted tree", ["sha256sum", "list"]],
  ];
  return [
    line(["tool", "changed (`after`)", "released so (`before`)", "`folder`"]),
    line(["---", "---", "---", "---"]),
    ...rows.map(([name, columns]) =>
      line([name, ...["after", "before", "folder"].map((form) => refusedOf(results, form, columns))]),
    ),
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
  const results = readPeerResults();
  const isGenuine = (name: string) => results.cells.get(keyOf(name, "after"))?.get("sha256sum") === "0";
  const genuineBytes = attacks.filter(({ name, form }) => form === "after" && isGenuine(name)).map(({ name }) => name);
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
    "`test/corpus/peers.slow.ts` runs each tool on each disc and writes `peers-measured.tsv` (a line a disc, all exit codes).",
    `Discs refused, by exit code (not 0; a tool that did not end within ten seconds gave no yes either). ${results.versions}.`,
    "",
    ...countTable(results),
    "All accept the genuine disc. What each was given: in the form `after` digest, signature, list or implanted sum **of the genuine",
    "disc**; so whoever has its digest from elsewhere and compares the whole file sees every change of a byte, and cannot see",
    `${genuineBytes.length} attacks whose bytes are the genuine ones (${genuineBytes.map(code).join(", ")}).`,
    "In the form `before` there is no other disc that is genuine: its maker publishes what belongs to that very disc, a digest has",
    "nothing to differ from, and only who looks at the structure, the list or the notes can refuse. `ZEGEL/MANIFEST` is the list on",
    "the disc at hand, as `sha256sum -c ZEGEL/MANIFEST` reads it. The tree is mounted by fuseiso, which shows one tree (Rock Ridge);",
    "what it cannot mount is an empty folder. `openssl` prints, and its digest is compared with the genuine one. `implantisomd5` ran",
    "before the opponent; its twenty partial sums were made ten, as with twenty `checkisomd5` refuses every disc under 351 sectors,",
    "the genuine one too. xorriso ran `-check_media what=tracks event=SORRY bad_limit=md5_mismatch`; the recipe's images carry no MD5",
    "tags of its own, so it can only see what cannot be read. In the tables below its images had them.",
    "",
    "A mounted tree shows files and nothing else: in the discs that `zegel verify` accepts there, what is wrong is out of its sight",
    "(slack, descriptors, path tables, the other trees, what lies behind the volume). Its record says so, and where the drive itself",
    "may be read, it reads that. Of the tools on the tree only it looks at signatures and at what was expected.",
    "",
    "### One by one",
    "",
    "Exit codes, 0 is a yes; **bold 0** is a yes that should be a no. Measured by us beforehand on a disc of 33 MB, on one",
    "machine, with xorriso 1.5.4, isomd5sum 1.2.3, dvdisaster 0.79.5, mtree-netbsd 20180822-7 and the other tools of Debian",
    "12, and checkmedia of openSUSE; “(read)” was read in the source, not run. sha256sum, minisign, checkisomd5 and hashdeep were run",
    "again on the corpus's disc of the same kind: where that says otherwise, both stand (“here; beforehand”). checkisomd5 leaves out the",
    "last 15 sectors, on a disc of 332 sectors most of the last twenty-first. Our column is measured by the test. xorriso: `-check_media what=tracks --` with its defaults; with `event=SORRY bad_limit=md5_mismatch` a changed image gives 32.",
    "",
    ...peerTables.flatMap((table) => peerTable(table, measured, results)),
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
