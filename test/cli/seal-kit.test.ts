// A sealed image whose own verifiers would refuse it, or do, is no master: sealing ends, and nothing is left.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readVerifier } from "../../src/build-iso/index.ts";
import { signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import { demandRoots } from "../../src/cli/disc/seal-kit.ts";
import { encodeNote, type Note, parseNote, parseRelease } from "../../src/format/index.ts";
import { encodeBuiltInMark } from "../../src/format/notes/built-in-mark.ts";
import { composeSeal } from "../../src/trust/compose/index.ts";
import { build, choice, description, tree } from "../build-iso/building.ts";
import { anna, bert, dora, rebuildNote, rootNote, signedBy } from "../sign/fixtures.ts";
import { has, type Outcome, temporaryFolder } from "../tools.ts";
import { putNote, zegelIn } from "./flow.ts";

const root = await signedBy(rootNote(), anna, bert);
const other = await signedBy(rootNote({ contact: "iemand anders" }), anna, bert);
const markOf = (...notes: readonly Note[]) => encodeBuiltInMark(notes.map(encodeNote));
const own = `zegel-verify-linux-${process.arch}`;

/** An image with a kit, the signed notes beside it, and the bytes of both. */
async function makeImage(kit: Readonly<Record<string, string>>): Promise<Readonly<Record<string, Uint8Array>>> {
  const folder = temporaryFolder();
  const out = join(folder, "out");
  const isFinal = description({ ...choice, purpose: "final" });
  const options = { kit: tree({ VERSION: "1.0\n", ...kit }), out, trustRoot: root, description: isFinal };
  await build(tree({ "a.txt": "a" }), options);
  const release = parseNote(readFileSync(join(out, "release.note")), "release");
  putNote(folder, "release.note", await signedBy({ text: release.text, signatures: [] }, anna, bert));
  putNote(folder, "rebuild.note", await signedBy(rebuildNote(release, parseRelease(release.text)), dora));
  const names = ["out/unsealed.iso", "release.note", "rebuild.note"];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** Seals by the command. Where the kit's program asks, `answer` is what it is told to do: a line of sh. */
async function seal(
  files: Readonly<Record<string, Uint8Array>>,
  answer: string,
  rebuilds: 0 | 1 = 1,
): Promise<Outcome & { out: string }> {
  const folder = temporaryFolder();
  for (const name of ["out", "bin"]) mkdirSync(join(folder, name));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  putNote(folder, "root.note", root);
  writeFileSync(join(folder, "bin/answer"), `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
  const image = ["--image", "out/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "master.iso"];
  const args = ["seal", ...image, ...(rebuilds === 1 ? ["--rebuild", "rebuild.note"] : ["--incomplete"])];
  const PATH = `${join(folder, "bin")}:${process.env.PATH}`;
  return { out: join(folder, "master.iso"), ...(await zegelIn(folder, args, { PATH })) };
}

describe.skipIf(!has("xorrisofs") || process.platform !== "linux")("A14: seal", () => {
  let made: ReturnType<typeof makeImage> | undefined;
  /** Made by the first test that asks. Its program stands in for the packed verifier: it tells its roots, and answers as told. */
  const image = () => {
    const program = `#!/bin/sh\n# ${markOf(root)}\nexec answer "$@"\n`;
    made ??= makeImage({ "controlepagina.html": markOf(root), [own]: program });
    return made;
  };

  test("runs the kit's own verifier on the sealed image, and says what it said", async () => {
    const bar = "=".repeat(79);
    const screen = `${bar}\\n GOED\\n${bar}\\nDit ISO-bestand is echt.\\n`;
    const { status, stdout, stderr, out } = await seal(await image(), `test -f "$1" && printf '${screen}'`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`ZEGEL/${own} says "GOED. Dit ISO-bestand is echt."`);
    expect(existsSync(out)).toBe(true);
  });

  test.each([
    ["refuses the disc", "echo NIET ONDERTEKEND; exit 21"],
    ["is cut short", "kill -9 $$"],
    ["says that there are too few rebuilds, which the seal was not warned of", "exit 25"],
    ["is given a code", 'case "$*" in *--code*) exit 27;; esac; exit 0'],
  ])("ends, and leaves nothing, where that verifier %s", async (_what, answer) => {
    const { status, stderr, out } = await seal(await image(), answer);
    expect(status).toBe(1);
    expect(stderr).toMatch(/run on the sealed image, ended with .*: expected ECHT\. Do not burn it/);
    expect(existsSync(out)).toBe(false);
  });

  test("takes too few rebuilds where the seal was warned of them", async () => {
    const few = await seal(await image(), "echo ONVOLDOENDE HERBOUW; exit 25", 0);
    expect(few).toMatchObject({ status: 3, stderr: expect.stringContaining("0 of 1 independent rebuilds") });
  });

  test("ends where a text of the kit names what is not on the disc; where all is there, it is good", async () => {
    const real = (name: string) => readFileSync(join(import.meta.dirname, "../../kit", name), "utf8");
    const program = `#!/bin/sh\n# ${markOf(root)}\nexec answer "$@"\n`;
    const kit = {
      [own]: program,
      "CONTROLE.TXT": real("CONTROLE.TXT"),
      "controleprogramma.exe": markOf(root),
      "uitgever/controle.cmd": real("controle.cmd"),
      "uitgever/node.exe": "MZ",
      "uitgever/zegel-verify.cjs": markOf(root),
    };
    const answer = "echo INSTALLEER: ECHT";
    expect(await seal(await makeImage(kit), answer)).toMatchObject({ status: 0 });
    for (const name of ["controleprogramma.exe", "uitgever/node.exe"] as const) {
      const { [name]: _, ...rest } = kit;
      const { status, stderr, out } = await seal(await makeImage(rest), answer);
      expect([status, existsSync(out)]).toEqual([1, false]);
      expect(stderr).toContain(`tells people to use "ZEGEL/${name}", which is not on it`);
    }
  });

  test("says where none could be run", async () => {
    const none = await seal(await makeImage({ "controlepagina.html": markOf(root) }), "exit 1");
    expect(none).toMatchObject({ status: 0, stderr: expect.stringContaining("was not run on the sealed image") });
  });

  test.each([
    ["the same root", markOf(root), /^accepted$/],
    ["another root", markOf(other), /another trust root built in/],
    ["none", markOf(), /no trust root built in/],
    ["no mark", "nothing", /no trust root built in/],
    ["a root that nobody signed", markOf(rootNote()), /another trust root built in/],
  ])("holds the roots that a verifier tells against those it is given: %s", async (_what, mark, said) => {
    const file = (note: Note) => ({ path: "given", note });
    const release = file(parseNote((await image())["release.note"] ?? new Uint8Array(), "release"));
    const notes = { trustRoots: [file(root)], release, rebuilds: [], recall: undefined };
    const composed = await composeSeal(notes, signatureCheck);
    const verifier = readVerifier("ZEGEL/controlepagina.html", [new TextEncoder().encode(`${mark}\n`)]);
    const outcome = await demandRoots(verifier, composed).then(
      () => "accepted",
      (error: Error) => error.message,
    );
    expect(outcome).toMatch(said);
  });
});
