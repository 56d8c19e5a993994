// A master before it goes to the plant: what this program says of it, and what the program on the disc says, run as a municipality will.

import { join } from "node:path";
import { print } from "../../../files/print.ts";
import { encodeZegelcode } from "../../../format/index.ts";
import type { SealPaths } from "../../../release-folder/index.ts";
import { fill, type Language } from "../../../words/language.ts";
import { composeFrom } from "../../disc/seal.ts";
import { checkKit, type KitCheck } from "../../disc/seal-kit.ts";
import { demandGenuine } from "../../disc/seal-verify.ts";
import { finishTexts } from "./finish-texts.ts";

export interface MasterCheck {
  readonly verdict: string;
  /** Undefined: there is no kit on it. */
  readonly kit: KitCheck | undefined;
}

/** `master` as it lies there, of what `paths` name; all relative to the folder `path`. Throws CommandError where either refuses it. */
export async function checkMaster(
  path: string,
  master: string,
  paths: SealPaths,
  language: Language,
): Promise<MasterCheck> {
  const at = (name: string) => join(path, name);
  const { release, root, rebuild, recall, logProof } = paths;
  const roots = root.map(at);
  const composed = await composeFrom({
    ...{ release: at(release), root: roots, rebuild: rebuild.map(at) },
    recall: recall === undefined ? undefined : at(recall),
    logProof: logProof === undefined ? undefined : at(logProof),
  });
  const verdict = await demandGenuine(at(master), composed, language, true);
  return { verdict, kit: await checkKit(at(master), composed, roots) };
}

/** The command that is this, as it is typed in the folder. */
export function verifyCommand(master: string, { root }: SealPaths, releaseSha256: string): string[] {
  const roots = root.flatMap((name) => ["--root", name]);
  return ["zegel", "verify", master, ...roots, "--code", encodeZegelcode(releaseSha256), "--purpose", "by-code"];
}

export function tellCheck(path: string, { verdict, kit }: MasterCheck, language: Language): void {
  const say = (text: "verdict" | "kitSays" | "kitNotRun" | "noKit", values: Readonly<Record<string, string>>) =>
    print(`${fill(finishTexts[text][language], { path, ...values }, 1000)}\n`);
  say("verdict", { verdict });
  if (kit === undefined) say("noKit", {});
  else if (kit.verifier === undefined) say("kitNotRun", { reason: kit.said[language] });
  else say("kitSays", { program: kit.verifier, said: kit.said[language] });
}
