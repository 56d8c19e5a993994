// The commands of `zegel`, each loaded from its own file.

import { Command } from "commander";
import { toolVersion } from "../verify/record/tool.ts";
import { refuseRepeated } from "./command.ts";
import { spoken } from "./end.ts";

/** In the order of the work. Each loads its own room only: a verifier need not wait for what builds and signs. */
const commands: ReadonlyMap<string, () => Promise<(program: Command) => void>> = new Map([
  ["key", async () => (await import("./keys/key.ts")).addKey],
  ["ceremony", async () => (await import("./ceremony/ceremony.ts")).addCeremony],
  ["root", async () => (await import("./root/root.ts")).addRoot],
  ["install-list", async () => (await import("./disc/install-list.ts")).addInstallList],
  ["kit", async () => (await import("./disc/kit.ts")).addKit],
  ["lint-payload", async () => (await import("./disc/lint-payload.ts")).addLintPayload],
  ["build-iso", async () => (await import("./disc/build-iso.ts")).addBuildIso],
  ["request", async () => (await import("./notes/request.ts")).addRequest],
  ["sign", async () => (await import("./notes/sign.ts")).addSign],
  ["recall", async () => (await import("./notes/recall.ts")).addRecall],
  ["merge", async () => (await import("./notes/merge.ts")).addMerge],
  ["seal", async () => (await import("./disc/seal.ts")).addSeal],
  ["release", async () => (await import("./release/release.ts")).addRelease],
  ["log", async () => (await import("./log/log.ts")).addLog],
  ["witness", async () => (await import("./witness/witness.ts")).addWitness],
  ["register", async () => (await import("./register/register.ts")).addRegister],
  ["letter", async () => (await import("./distribute/letter.ts")).addLetter],
  ["code", async () => (await import("./notes/code.ts")).addCode],
  ["verify", async () => (await import("./disc/verify.ts")).addVerify],
  ["rescue", async () => (await import("./disc/rescue.ts")).addRescue],
  ["reproduce", async () => (await import("./reproduce/reproduce.ts")).addReproduce],
  ["rebuild-note", async () => (await import("./reproduce/rebuild-note.ts")).addRebuildNote],
  ["review", async () => (await import("./review/review.ts")).addReview],
  ["escrow", async () => (await import("./reproduce/escrow.ts")).addEscrow],
  ["compare", async () => (await import("./reproduce/compare.ts")).addCompare],
  ["crosscheck", async () => (await import("./crosscheck/crosscheck.ts")).addCrosscheck],
  ["inspect", async () => (await import("./disc/inspect.ts")).addInspect],
]);

/** `zegel` with the command that is called, or with all of them when it is none. */
export async function makeProgram(called = ""): Promise<Command> {
  const program = new Command("zegel")
    .description("Makes, seals and checks discs of election software.")
    .version(toolVersion, "-V, --version", "print what this program is, as `zegel verify --version` does")
    .showHelpAfterError("(add --help for the options and an example)")
    .configureOutput(spoken)
    .enablePositionalOptions() // so that `verify` gets its own options
    .exitOverride();
  const load = commands.get(called);
  for (const one of load === undefined ? commands.values() : [load]) (await one())(program);
  refuseRepeated(program);
  return program;
}
