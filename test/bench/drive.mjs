// npm run bench:drive: what a modelled CD drive sees of each way to check a disc of 650 MB. Writes docs/benchmarks-drive.md.
// The drive's clock is virtual: its seconds do not depend on this machine. Needs Debian's nbdkit nbdkit-plugin-dev
// libnbd-bin fuse3 fuseiso gcc time, and FUSE rights.

import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLarge, program, setUp } from "./make.mjs";
import { runOnDrive } from "./rig.mjs";

const work = mkdtempSync(join(tmpdir(), "zegel-drive-"));
const zegel = `${process.execPath} ${program}`;

const onDrive = (what, line, isMounted = false) => ({ what, ...runOnDrive(work, "master.iso", line, isMounted) });

try {
  process.stderr.write("making and sealing 650 MB …\n");
  const { run, signBoth } = setUp(work);
  makeLarge(join(work, "large"));
  run("build-iso", "--payload", "large", "--release", "release.json", "--root", "root.note", "--out", "out");
  signBoth(join("out", "release.note"), "release.note");
  run("seal", "--image", "out/unsealed.iso", "--release", "release.note", "--root", "root.note", "-o", "master.iso");
  const code = /[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/.exec(run("code", "release.note"))[0];
  const outside = `--root root.note --purpose demonstration --code ${code}`;
  const rows = [
    onDrive("one plain sequential read (`dd`)", "dd if=$DISC bs=1M status=none"),
    onDrive("`zegel verify` of the disc: image and files", `${zegel} verify $DISC ${outside}`),
    onDrive("`zegel verify` of the mounted files", `${zegel} verify $TREE ${outside}`, true),
    onDrive("`sha256sum` of the disc", "sha256sum $DISC"),
    onDrive("`sha256sum -c` in the mounted disc", "cd $TREE && sha256sum -c --quiet ZEGEL/MANIFEST", true),
  ];
  const [plain, verify, tree, whole, files] = rows;
  const both = {
    what: "both of these, as by hand",
    passes: whole.passes + files.passes,
    seeks: whole.seeks + files.seeks,
    seconds: whole.seconds + files.seconds,
  };
  const line = (r) => `| ${r.what} | ${r.passes.toFixed(3)} | ${r.seeks} | ${r.seconds.toFixed(1)} |`;
  const page = `# On a modelled CD drive

\`\`\`
npm run bench:drive
\`\`\`

A disc of ${(statSync(join(work, "master.iso")).size / 1e6).toFixed(0)} MB behind \`test/bench/rig\`: a drive of 24x constant angular velocity with a cost for each seek and a virtual clock, so that the
figures do not depend on the machine. ${new Date().toISOString().slice(0, 10)}. A pass is all bytes of the disc once.

| what | passes | seeks | drive seconds |
|---|---|---|---|
${[...rows, both].map(line).join("\n")}

| bar | asked | measured |
|---|---|---|
| verify: bytes read / size of the image | ≤ 1.01 | ${verify.passes.toFixed(3)} |
| verify: seeks | ≤ 10 | ${verify.seeks} |
| verify: drive seconds against one plain read | ≤ 1.02 | ${(verify.seconds / plain.seconds).toFixed(3)} |

Image and files by hand are two passes; \`zegel verify\` makes one. The mounted files read ${(tree.seconds / files.seconds).toFixed(2)} × as long as \`sha256sum -c\` takes.
`;
  writeFileSync(join(import.meta.dirname, "../../docs/benchmarks-drive.md"), page);
  process.stdout.write(page);
} finally {
  rmSync(work, { recursive: true, force: true });
}
