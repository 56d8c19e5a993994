// zegel rescue: hands its arguments to the verifier's room, which judges what comes of it.

import type { Command } from "commander";
import { runRescue } from "../../verify/program/rescue/main.ts";

export function addRescue(program: Command): void {
  program
    .command("rescue")
    .description("make one good image out of several scratched copies of one release")
    .argument("[arguments...]")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (args: string[]) => runRescue(args));
}
