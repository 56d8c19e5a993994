// The judge of judge.go, built once for those who ask. Without Go or x/mod there is none, and its tests are skipped.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { has, type Outcome, run } from "../tools.ts";

// Debian's golang-golang-x-mod-dev lays it here.
const goPath = "/usr/share/gocode";
export const hasGoJudge = has("go") && existsSync(`${goPath}/src/golang.org/x/mod/sumdb/tlog`);

export class GoJudge {
  readonly #folder = mkdtempSync(join(tmpdir(), "zegel-judge-"));

  constructor() {
    const cache = join(this.#folder, "cache");
    const env = { ...process.env, GO111MODULE: "off", GOPATH: goPath, GOCACHE: cache, GOFLAGS: "" };
    const built = run("go", ["build", "-o", join(this.#folder, "judge"), join(import.meta.dirname, "judge.go")], {
      cwd: this.#folder,
      env,
    });
    rmSync(cache, { recursive: true, force: true });
    if (built.status !== 0) throw new Error(built.stderr);
  }

  /** Arguments as judge.go has them. */
  ask(args: readonly string[], input = ""): Outcome {
    return run(join(this.#folder, "judge"), args, { input });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
