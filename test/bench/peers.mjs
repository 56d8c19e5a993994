// The verify side of npm run bench: zegel and the tools that people use today on one sealed image of 650 MB, each with what
// its user would have been given. Wall, CPU and memory from the cached image; bytes, passes, seeks and seconds from the
// modelled drive; attacks from test/corpus/peers-measured.tsv, which test/corpus/peers.slow.ts measures.

import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { program } from "./make.mjs";
import { has, missing, sideBySide } from "./measure.mjs";
import { missingForRig, runOnDrive } from "./rig.mjs";

const corpus = join(import.meta.dirname, "../corpus/peers-measured.tsv");

/** The rows. `ids`: columns of the corpus's table; a disc counts as refused when one of them refuses. */
function verifyRows(outside) {
  const zegel = `${process.execPath} ${program} verify`;
  const sums = "sha256sum -c --quiet";
  const ofImage = `echo "$(cat image.sha256)  $DISC" | ${sums}`;
  const inTree = `(cd $TREE && ${sums} ZEGEL/MANIFEST)`;
  return [
    {
      what: "`zegel verify` of the image",
      line: `${zegel} $DISC ${outside}`,
      ids: ["zegel"],
      given: "root and zegelcode",
    },
    {
      what: "`zegel verify` of the mounted tree",
      line: `${zegel} $TREE ${outside}`,
      ids: ["zegel-tree"],
      isMounted: true,
      given: "root and zegelcode; what the other discs change, a mounted tree does not show, and the record says so",
    },
    {
      what: "`sha256sum -c` of the image",
      line: ofImage,
      ids: ["sha256sum"],
      given: "the genuine image's SHA-256",
    },
    {
      what: "`openssl dgst -sha256` of the image",
      line: 'test "$(openssl dgst -sha256 -r $DISC | cut -c1-64)" = "$(cat image.sha256)"',
      ids: ["openssl"],
      needs: ["openssl"],
      given: "the same; it prints, a person (here: `test`) compares",
    },
    {
      what: "`sha256sum -c ZEGEL/MANIFEST` in the mounted tree",
      line: inTree,
      ids: ["list"],
      isMounted: true,
      given: "the list on the disc",
    },
    {
      what: "both: `sha256sum -c` of the image, and in the tree",
      line: `${ofImage} && ${inTree}`,
      // Each cold: a mount keeps its own cache of files, and a disc is taken for larger than the memory that is free.
      apart: [{ line: ofImage }, { line: inTree, isMounted: true }],
      ids: ["sha256sum", "list"],
      isMounted: true,
      given: "the image's SHA-256, and the list on the disc",
    },
    {
      what: "`minisign -V` of the image",
      line: "minisign -V -q -m $DISC -x image.minisig -p minisign.pub",
      ids: ["minisign"],
      needs: ["minisign"],
      given: "a key, and a signature of the genuine image",
    },
    {
      what: "`checkisomd5`",
      line: "checkisomd5 $DISC",
      image: "implanted.iso",
      ids: ["checkisomd5"],
      needs: ["checkisomd5", "implantisomd5"],
      given: "nothing; `implantisomd5` was run on the genuine image, as a distribution does",
    },
    {
      what: "xorriso `-check_media`",
      line: "xorriso -no_rc -indev stdio:$DISC -check_media what=tracks event=SORRY bad_limit=md5_mismatch --",
      ids: ["xorriso"],
      needs: ["xorriso"],
      given: "nothing; the recipe's images carry no MD5 tags of xorriso, so it sees read errors and broken trees only",
    },
    {
      what: "`hashdeep -r -l -a -k` in the mounted tree",
      line: "known=$PWD/hashdeep.txt; cd $TREE && hashdeep -r -l -a -k $known .",
      ids: ["hashdeep"],
      isMounted: true,
      needs: ["hashdeep"],
      given: "its list of the genuine mounted tree",
    },
  ];
}

/** Sum, signature, implanted copy and list of the genuine image `master.iso` in `work`. */
function prepare(work) {
  const run = (name, ...args) => execFileSync(name, args, { cwd: work, stdio: "ignore" });
  const digest = execFileSync("sha256sum", ["master.iso"], { cwd: work, encoding: "utf8" }).slice(0, 64);
  writeFileSync(join(work, "image.sha256"), `${digest}\n`);
  if (has("minisign")) {
    run("minisign", "-G", "-W", "-f", "-p", "minisign.pub", "-s", "minisign.key");
    run("minisign", "-S", "-m", "master.iso", "-s", "minisign.key", "-x", "image.minisig");
  }
  if (has("implantisomd5")) {
    copyFileSync(join(work, "master.iso"), join(work, "implanted.iso"));
    run("implantisomd5", "-f", "implanted.iso");
  }
  if (has("hashdeep") && has("fuseiso"))
    withMount(work, (tree) => {
      const args = ["-r", "-l", "-c", "sha256", "."];
      writeFileSync(join(work, "hashdeep.txt"), execFileSync("hashdeep", args, { cwd: tree, maxBuffer: 1 << 28 }));
    });
}

/** Calls `use` with the place where fuseiso shows `master.iso`; without fuseiso with an empty folder. */
function withMount(work, use) {
  const place = join(work, "mounted");
  mkdirSync(place, { recursive: true });
  if (!has("fuseiso")) return use(place);
  execFileSync("fuseiso", [join(work, "master.iso"), place]);
  try {
    return use(place);
  } finally {
    execFileSync("fusermount3", ["-u", place]);
  }
}

const programsOf = ({ needs = [], isMounted = false }) => [...needs, ...(isMounted ? ["fuseiso"] : [])];

/** All rows on the cached image and its mount. `outside`: what the verifier is given. */
export function measureVerify(work, outside, how) {
  prepare(work);
  const rows = verifyRows(outside);
  const measured = withMount(work, (tree) =>
    sideBySide(
      work,
      rows.map(({ ids, what, line, image = "master.iso", ...row }) => ({
        key: ids.join("+"),
        what,
        needs: programsOf(row),
        line: `DISC=${join(work, image)}; TREE=${tree}; ${line} > /dev/null`,
      })),
      how(90),
    ),
  );
  const given = (i) => ({ given: rows[i].given, attacks: attacksOf(rows[i].ids) });
  return {
    versions: versionsHere(),
    attacksWith: readFileSync(corpus, "utf8").split("\n")[0].slice(2),
    rows: measured.map((row, i) => ({ ...row, ...given(i) })),
  };
}

/** What the modelled drive sees of each row, and of one plain read. Its clock is virtual: one round says all. */
export function measureDrive(work, outside, how) {
  const { clock } = how(150);
  const rigLacks = missingForRig();
  prepare(work);
  const plain = { what: "one plain read from begin to end (`dd`)", ids: ["dd"], line: "dd if=$DISC bs=1M status=none" };
  const rows = [plain, ...verifyRows(outside)].map((row) => {
    const { ids, what, line, image = "master.iso", isMounted = false, apart = [{ line, isMounted }] } = row;
    const about = { key: ids.join("+"), what };
    const reason = rigLacks ?? missing(programsOf(row));
    if (reason !== undefined) return { ...about, reason };
    if (clock.left() < 0) return { ...about, reason: "not measured: no time was left" };
    try {
      const runs = apart.map((part) => runOnDrive(work, image, part.line, part.isMounted));
      const sum = (name) => runs.reduce((all, run) => all + run[name], 0);
      return {
        ...about,
        megabytes: sum("megabytes"),
        passes: sum("passes"),
        seeks: sum("seeks"),
        seconds: sum("seconds"),
      };
    } catch (error) {
      process.stderr.write(`${error.message}\n`);
      return { ...about, reason: "not measured: it does not run on the rig" };
    }
  });
  return { rows };
}

/** Discs refused, of those that the tool can be given, by form: `after`, `before`, `folder`. */
function attacksOf(ids) {
  const [, head, ...rows] = readFileSync(corpus, "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  const counts = { after: [0, 0], before: [0, 0], folder: [0, 0] };
  for (const row of rows) {
    const cells = row.split("\t");
    const form = counts[cells[1]];
    const said = ids.map((id) => cells[columns.indexOf(id)]).filter((cell) => cell !== "-");
    if (form === undefined || said.length === 0) continue;
    form[1]++;
    if (said.some((cell) => cell !== "0")) form[0]++;
  }
  return counts;
}

/** The first line that each program says of itself. */
function versionsHere() {
  const asked = [
    ...[
      ["sha256sum", "--version"],
      ["openssl", "version"],
      ["minisign", "-v"],
      ["dpkg-query", "-W", "isomd5sum"],
    ],
    ...[
      ["xorriso", "-version"],
      ["hashdeep", "-V"],
      ["dpkg-query", "-W", "fuseiso"],
    ],
  ];
  const lines = asked.map(([name, ...args]) => {
    const { stdout } = spawnSync(name, args, { encoding: "utf8" });
    const [first = `${name}: none`] = (stdout ?? "").split("\n").filter((line) => line !== "");
    return `${/^\d/.test(first) ? `${name} ` : ""}${first
      .replace(/\s+/g, " ")
      .replace(/ \(Library.*| :.*/, "")
      .trim()}`;
  });
  return lines.join("; ");
}
