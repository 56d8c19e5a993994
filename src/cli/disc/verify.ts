// zegel verify: hands its arguments to the verifier, which stands on its own.

import type { Command } from "commander";
import { runVerify } from "../../verify/program/main.ts";

export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("say whether an image, a mounted disc or a copied folder is exactly what was released")
    .argument("[arguments...]")
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (args: string[]) => runVerify(args));
}
