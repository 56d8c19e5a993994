// A single executable: a Node binary with a bundle in it. https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeBinary, runQuietly } from "./node-binaries.mjs";
import { withoutDoors } from "./node-doors.mjs";
import { withoutSignature } from "./portable-executable.mjs";

const postject = join(import.meta.dirname, "../../node_modules/postject/dist/cli.js");
/** Node looks for its blob only where these bytes end in 1: postject turns the 0 behind them. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** The executable of `bundle` for `target`, as bytes. */
export function makeExecutable(bundle, target) {
  const work = mkdtempSync(join(tmpdir(), "zegel-package-"));
  try {
    const config = {
      main: "bundle.cjs",
      output: "blob",
      disableExperimentalSEAWarning: true,
      // Both would depend on the machine that packs, and start nothing sooner (docs/adr/0017).
      useCodeCache: false,
      useSnapshot: false,
      // NODE_OPTIONS is not obeyed …
      execArgvExtension: "none",
      // … nor is OPENSSL_CONF, which can name a library to load; and no debugger comes in by a signal. Behind these Node puts
      // the name that the program was started by (argv[0], anyone's choice) and its arguments: `--` says that none is an option.
      execArgv: [`--openssl-config=${target.startsWith("win-") ? "NUL" : "/dev/null"}`, "--disable-sigusr1", "--"],
    };
    writeFileSync(join(work, "bundle.cjs"), bundle);
    writeFileSync(join(work, "sea.json"), JSON.stringify(config));
    // Of the same version as the binary that will read it, and blind to what this machine's environment asks of Node.
    runQuietly(nodeBinary("linux-x64"), ["--experimental-sea-config", "sea.json"], work, { PATH: "" });
    const base = readFileSync(nodeBinary(target));
    writeFileSync(join(work, "program"), withoutDoors(target.startsWith("win-") ? withoutSignature(base) : base));
    const inject = [postject, "program", "NODE_SEA_BLOB", "blob", "--sentinel-fuse", fuse];
    runQuietly(process.execPath, inject, work);
    return readFileSync(join(work, "program"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
