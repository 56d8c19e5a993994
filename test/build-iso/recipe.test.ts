// docs/spec/recipe.md is true: its lines make the same image with coreutils and xorriso alone.

import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canarySha256 } from "../../src/build-iso/image/canary.ts";
import { folderNameLimit } from "../../src/build-iso/sources/names.ts";
import { run, temporaryFolder } from "../tools.ts";
import { build, choice, hardPayload, sha256File, tree } from "./building.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/spec/recipe.md"), "utf8");

test("its lines make the image and the manifest that build-iso makes", async () => {
  const folder = temporaryFolder();
  const [disc] = await build(tree(hardPayload));
  cpSync(tree(hardPayload), join(folder, "payload"), { recursive: true });
  const [, script = ""] = /^```sh\n(.*?)^```$/ms.exec(page) ?? [];
  const env = { ...process.env, VOLUME: choice.volume, PUBLISHER: choice.publisher, DATE: choice.date };
  const made = run("bash", ["-euo", "pipefail", "-c", script], { cwd: folder, env });
  expect(made.status, made.stderr).toBe(0);
  expect(sha256File(join(folder, "MANIFEST"))).toBe(disc!.release.manifests[0]);
  expect(sha256File(join(folder, "unsealed.iso"))).toBe(disc!.release.imageSha256);
  expect(made.stdout).toContain(`${disc!.release.imageSha256}  unsealed.iso\n`);
});

test("its numbers are the code's", () => {
  expect(page).toContain(`    ${canarySha256}\n`);
  expect(page).toContain(`at most ${folderNameLimit} bytes of UTF-8`);
});
