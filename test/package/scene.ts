// A packed verifier among an opponent's files, for the tests that start it there.

import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, temporaryFolder } from "../tools.ts";

/** A new folder with a copy of `packed`, the disc, an altered one, and what an opponent put beside them. */
export function makeScene(packed: string, disc: { readonly image: Uint8Array }) {
  const folder = temporaryFolder();
  const [program, script] = [join(folder, "zegel-verify"), join(folder, "plain.cjs")];
  copyFileSync(packed, program);
  chmodSync(program, 0o755);
  writeFileSync(join(folder, "disc.iso"), disc.image);
  const altered = Buffer.from(disc.image);
  altered[altered.length - 1] = 1;
  writeFileSync(join(folder, "altered.iso"), altered);
  const evil = 'require("node:fs").writeFileSync(require("node:path").join(__dirname, "RAN"), "");\n';
  writeFileSync(join(folder, "evil.cjs"), evil);
  mkdirSync(join(folder, "node_modules/@noble/ed25519"), { recursive: true });
  writeFileSync(
    join(folder, "node_modules/@noble/ed25519/index.js"),
    evil.replace("__dirname", JSON.stringify(folder)),
  );
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(script, 'require("@noble/ed25519");\n');
  // OpenSSL's own way to load a library: an engine. That this one does not exist is told, where the file is obeyed.
  const engine = "[e]\\nengine_id = evil\\ndynamic_path = /nonexistent/evil.so\\ninit = 0\\n".replaceAll("\\n", "\n");
  writeFileSync(join(folder, "evil.cnf"), `nodejs_conf = i\n[i]\nengines = s\n[s]\nevil = e\n${engine}`);
  const ran = () => run("rm", ["RAN"], { cwd: folder }).status === 0;
  const started = (what: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    run(what, args, { cwd: folder, env: { PATH: process.env.PATH ?? "", ...env } });
  return { folder, program, script, ran, started };
}
