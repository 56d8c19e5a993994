// The register of dispatch of a release that is done, where in/register.txt names it: how far discs and letters are by what it says, and
// the command that comes next. It is of the whole election, so that no step waits for it. docs/spec/release-folder.md, "Register"

import { fill, type Language } from "../../words/language.ts";
import { masterName, type ReleaseFolder, signedName } from "../folder.ts";
import type { JudgedFolder } from "../judge.ts";
import { rootPaths, withOption } from "../paths.ts";
import { dispatchWords } from "../words.ts";
import type { RegisterHere } from "./register-place.ts";

type Commands = readonly (readonly string[])[];

/** Lines behind `done`, and what is to be typed. */
export function dispatchLines(folder: ReleaseFolder, judged: JudgedFolder, language: Language) {
  const { register: place } = folder;
  if (place === undefined)
    return {
      lines: [dispatchWords.first[language]],
      commands: takeIn(folder, judged, "REGISTER", undefined),
      rest: [dispatchWords.rest[language]],
    };
  const { path, register } = place;
  if ("fault" in register)
    return {
      lines: [fill(dispatchWords.fault[language], { path, fault: register.fault[language] }, 1000)],
      commands: [],
      rest: [],
    };
  const { bare, name = "-", masters } = register;
  const values = { ...register, path, name, masters: masters.length, discs: judged.releases.length };
  const warning = bare > 0 ? [fill(dispatchWords.bare[language], { bare })] : [];
  const commands = nextIn(folder, judged, path, register);
  const next = commands.length > 0 ? dispatchWords.next : dispatchWords.allSent;
  return { lines: [fill(dispatchWords.here[language], values), ...warning, next[language]], commands, rest: [] };
}

/** The first that lacks. What is in hand at a table (packing, sending) is never over by what the register says. */
function nextIn(folder: ReleaseFolder, judged: JudgedFolder, path: string, here: RegisterHere): Commands {
  const type = (what: string, ...more: readonly string[]) => ["zegel", "register", what, path, ...more];
  const lacking = takeIn(folder, judged, path, here);
  const two = ["--by", "ID", "--by", "ID"];
  if (lacking.length > 0) return lacking;
  if (here.packed === 0) return [type("pack", ...two)];
  if (here.lettered < here.packed) {
    const notes = judged.releases.map(({ disc }) => signedName(disc, judged.releases.length));
    const given = [...withOption("--root", rootPaths(folder)), ...withOption("--kit", folder.inputs.kits)];
    return [type("letters", ...notes, ...given, "--texts", "BRIEF.json", "--out", "/dev/shm/brieven", ...two)];
  }
  if (here.logged < here.lettered)
    return [
      type("head", "-o", "head.note"),
      ["zegel", "log", "append", "LOG", "head.note"],
      ["zegel", "log", "proof", "LOG", "head.note", "-o", "head.tlog-proof"],
      type("logged", "head.tlog-proof", ...withOption("--root", rootPaths(folder))),
    ];
  return here.sent < here.packed ? [type("sent", "--csv", "POST.csv")] : [];
}

/** The release and its masters, as far as the register does not have them. */
function takeIn(
  folder: ReleaseFolder,
  { releases }: JudgedFolder,
  path: string,
  here: RegisterHere | undefined,
): Commands {
  const name = here?.name ?? folder.description?.choice.role.toLowerCase() ?? "NAME";
  const discs = releases.map(({ disc }) => disc);
  const type = (what: string, ...more: readonly string[]) => ["zegel", "register", what, path, name, ...more];
  const notes = discs.map((disc) => signedName(disc, discs.length));
  const lacking = discs.filter((disc) => here?.masters.includes(disc) !== true);
  return [
    ...(here?.name === undefined ? [type("release", ...notes, ...withOption("--root", rootPaths(folder)))] : []),
    ...lacking.map((disc) => type("master", masterName(disc, discs.length))),
  ];
}
