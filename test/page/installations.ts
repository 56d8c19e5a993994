// An installed program with every kind of fault, and the disc whose list it is held against.

import { mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encodeInstall, installPath } from "../../src/format/index.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "../verify/fixture.ts";

const files: Readonly<Record<string, string>> = {
  "bin/osv.jar": "PK\u0003\u0004 unpacked\n".repeat(500),
  "bin/start.sh": "#!/bin/sh\n",
  "conf/één.properties": "a=1\n",
  "leeg.txt": "",
};
const fixed = (path: string) => ({ path, class: "static" as const, sha256: sha256Of(files[path] ?? "") });

/** Under the root of all tests. */
export function discWithList(): Disc {
  const list = encodeInstall([
    fixed("bin/osv.jar"),
    fixed("bin/start.sh"),
    { path: "conf/gebruiker.ini", class: "may-change" },
    fixed("conf/één.properties"),
    fixed("leeg.txt"),
    { path: "lib/extra.jar", class: "absent" },
  ]);
  return makeDisc({ payload: { ...samplePayload, [installPath]: list } });
}

type At = (path: string) => string;

/** The program as it was installed, then spoilt; `at` gives the place of a path. In a folder OSV that goes with the test. */
export function installed(spoil: (at: At) => void = () => undefined): string {
  const folder = join(temporaryFolder(), "OSV");
  for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
  spoil((path) => join(folder, path));
  return folder;
}

/** What is wrong, and whether a browser sees it. */
export const installedFaults: readonly (readonly [string, (at: At) => void, "seen" | "hidden"])[] = [
  ["good", () => undefined, "seen"],
  ["with a file that may change", (at) => writeFileSync(at("conf/gebruiker.ini"), "naam=x\n"), "seen"],
  ["an empty folder above a path of the list", (at) => mkdirSync(at("lib")), "seen"],
  ["a file more", (at) => writeFileSync(at("bin/extra.jar"), "MZ"), "seen"],
  ["a folder with a file more", (at) => write(at("plugins/extra.jar"), "MZ"), "seen"],
  ["what must be absent", (at) => write(at("lib/extra.jar"), "MZ"), "seen"],
  ["a file less", (at) => unlinkSync(at("bin/start.sh")), "seen"],
  ["an empty file less", (at) => unlinkSync(at("leeg.txt")), "seen"],
  ["another content", (at) => writeFileSync(at("bin/start.sh"), "#!/bin/bash\n"), "seen"],
  ["a name in another case", (at) => renameSync(at("bin/osv.jar"), at("bin/OSV.jar")), "seen"],
  ["a name that looks the same", (at) => renameSync(at("bin/osv.jar"), at("bin/\u043esv.jar")), "seen"],
  ["a name as a stream has it", (at) => writeFileSync(at("bin/osv.jar:kwaad"), "x"), "seen"],
  ["a folder of another name", (at) => renameSync(at("bin"), at("bin 2")), "seen"],
  ["an empty folder more", (at) => mkdirSync(at("plugins")), "hidden"],
  ["an empty folder where nothing must be", (at) => mkdirSync(at("lib/extra.jar"), { recursive: true }), "hidden"],
  ["a link more", (at) => symlinkSync("osv.jar", at("bin/twee.jar")), "hidden"],
];

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
