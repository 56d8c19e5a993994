// The proof alone: what decides, what explains, and the rooms under them, built with everything else deleted, and with no more of
// the surroundings than two classes that every JavaScript engine of today has. It runs on a platform of the test's own.

import { createPublicKey, verify } from "node:crypto";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { makeSignatureCheck } from "../../src/trust/index.ts";
import type { makeExplainer } from "../../src/verify/explain/index.ts";
import type { Platform } from "../../src/verify/proof/ports.ts";
import type { verifyWith } from "../../src/verify/proof/verify.ts";
import { passInMemory, runningSha256 } from "../mutants/run.ts";
import { run } from "../tools.ts";

const source = join(import.meta.dirname, "../../src");
const rooms = ["format", "trust", "iso9660", "verify/proof", "verify/explain"];

/** All that the rooms may use of their surroundings. */
const surroundings = `declare class TextEncoder { encode(text: string): Uint8Array<ArrayBuffer>; }
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}
`;

export interface Alone {
  readonly verifyWith: typeof verifyWith;
  readonly makeExplainer: typeof makeExplainer;
  readonly platform: Platform;
}

/** Builds it in `folder`, which is empty. Throws with the compiler's words when it does not stand alone. */
export async function buildAlone(folder: string): Promise<Alone> {
  for (const room of rooms) cpSync(join(source, room), join(folder, "src", room), { recursive: true });
  cpSync(join(source, "../tsconfig.json"), join(folder, "tsconfig.base.json"));
  writeFileSync(join(folder, "src/surroundings.d.ts"), surroundings);
  const compilerOptions = { types: [], noEmit: false, skipLibCheck: true, rootDir: "src", outDir: "dist" };
  const config = { extends: "./tsconfig.base.json", compilerOptions, include: ["src"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(source, "../node_modules/@noble"), join(folder, "node_modules/@noble"));
  const tsc = join(source, "../node_modules/.bin/tsc");
  const built = run(tsc, ["-p", folder], { cwd: folder });
  if (built.status !== 0) throw new Error(`the proof does not build alone:\n${built.stdout}${built.stderr}`);
  const load = (path: string) => import(join(folder, "dist", path));
  const { makeSignatureCheck: makeCheck } = await load("trust/index.js");
  return {
    verifyWith: (await load("verify/proof/verify.js")).verifyWith,
    makeExplainer: (await load("verify/explain/index.js")).makeExplainer,
    platform: ownPlatform(makeCheck),
  };
}

/** In one thread; each signature is judged once. */
function ownPlatform(makeCheck: typeof makeSignatureCheck): Platform {
  const known = new Map<string, Promise<boolean>>();
  const check = makeCheck(async (key, message, signature) => {
    const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), key]);
    return verify(null, message, createPublicKey({ key: spki, format: "der", type: "spki" }), signature);
  });
  return {
    sha256: runningSha256,
    pass: passInMemory,
    buffer: (bytes) => new Uint8Array(bytes),
    check: (key, message, signature) => {
      const id = [key, message, signature].map((bytes) => Buffer.from(bytes).toString("base64")).join(" ");
      const judged = known.get(id) ?? check(key, message, signature);
      known.set(id, judged);
      return judged;
    },
  };
}
