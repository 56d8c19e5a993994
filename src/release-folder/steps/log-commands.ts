// The commands of the log's step, as they are typed in the folder of the release, in a bundle of it, or anywhere with the log.

import { encodeVKey, type RootKey, shellWord } from "../../format/index.ts";
import { logBundle, proofName, type ReleaseFolder, signedName, witnessBundle } from "../folder.ts";
import { rootPaths, withOption } from "../paths.ts";

/** Where the copy of the log lies in a bundle; what its key's holder signs. */
export const copiedLog = "log";

/** `/` is in names of keys, and in no name of a file. */
const fileNameOf = ({ vkey: { name } }: RootKey) => name.replaceAll("/", "+");

/** Of a witness, in a bundle. */
export const requestNameOf = (witness: RootKey) => `${fileNameOf(witness)}.request`;

export function appendCommand(log: string, paths: readonly string[], folder: ReleaseFolder): string[] {
  return ["zegel", "log", "append", log, ...paths, ...withOption("--root", rootPaths(folder))];
}

export function proofCommand(log: string, disc: number, discs: number, folder: ReleaseFolder): string[] {
  const root = withOption("--root", rootPaths(folder));
  return ["zegel", "log", "proof", log, signedName(disc, discs), ...root, "-o", proofName(disc, discs)];
}

/** `log`: the folder of the log, or of its copy in the bundle. What comes back is one small file. */
export function signCommand(log: string): string[] {
  return ["zegel", "log", "sign", log, "--key", "STEM.key", "--state", "STEM.state", "-o", "log.checkpoint"];
}

/** `at`: before the name of the request, in the bundle or where it was put. */
export function cosignCommand(witness: RootKey, log: RootKey, at: string): string[] {
  const stem = fileNameOf(witness);
  return [
    ...["zegel", "witness", "cosign", `${at}${requestNameOf(witness)}`, "--log", encodeVKey(log.vkey)],
    ...["--key", "STEM.key", "--state", "STEM.state", "-o", `${stem}.lines`],
  ];
}

/** Without a bundle: the request, and how it is sent to a witness that is on-line. */
export function requestCommands(log: string, witness: RootKey): string[][] {
  const { name } = witness.vkey;
  return [["zegel", "log", "request", log, "--witness", name, "-o", requestNameOf(witness)], sendCommand(witness)];
}

/** To a witness that is on-line; GETUIGE is its address. */
export function sendCommand(witness: RootKey): string[] {
  const body = `@${requestNameOf(witness)}`;
  return ["curl", "--data-binary", body, "https://GETUIGE/add-checkpoint", "-o", `${fileNameOf(witness)}.lines`];
}

export function bundleCommand(bundle: "log" | "witness"): string {
  return ["zegel", "release", "bundle", ".", "--for", bundle].join(" ");
}

export const typed = (words: readonly string[]) => words.map(shellWord).join(" ");

export const inLogBundle = `${logBundle}/${copiedLog}`;
export const inWitnessBundle = `${witnessBundle}/`;
