// The tools that people use today, run on the discs of the corpus with reference data of the genuine disc.
// What each is given stands in `tools`; a cell is an exit code, "t" (did not end in time) or "-" (it has no such target).

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestPath } from "../../src/format/index.ts";
import { sha256Of } from "../verify/fixture.ts";

const timeLimit = 10_000;
/** Where implantisomd5 writes: the application use field of the primary descriptor. */
const implantFrom = 16 * 2048 + 883;
const implantTo = implantFrom + 512;

/** In the order of the columns of peers-measured.tsv. */
export const peerTools = [
  { id: "sha256sum", name: "`sha256sum -c` of the image", version: ["sha256sum", "--version"] },
  { id: "openssl", name: "`openssl dgst -sha256` of the image", version: ["openssl", "version"] },
  { id: "minisign", name: "`minisign -V` of the image", version: ["minisign", "-v"] },
  { id: "checkisomd5", name: "`checkisomd5`", version: ["dpkg-query", "-W", "isomd5sum"] },
  { id: "xorriso", name: "xorriso `-check_media`", version: ["xorriso", "-version"] },
  { id: "list", name: "`sha256sum -c ZEGEL/MANIFEST` in the mounted tree", version: ["sha256sum", "--version"] },
  { id: "strict", name: "the same, `--strict`", version: ["sha256sum", "--version"] },
  { id: "known-list", name: "the same, with the genuine disc's list", version: ["sha256sum", "--version"] },
  { id: "hashdeep", name: "`hashdeep -r -l -a -k` in the mounted tree", version: ["hashdeep", "-V"] },
] as const;
export type PeerId = (typeof peerTools)[number]["id"];
export type Cells = Readonly<Record<PeerId, string>>;

export const neededPrograms = ["minisign", "checkisomd5", "implantisomd5", "xorriso", "hashdeep", "openssl", "fuseiso"];

export function versionsOf(): string {
  const lines = peerTools.map(({ version: [program, ...args] }) => {
    const { stdout } = spawnSync(program, args, { encoding: "utf8" });
    const [first = ""] = stdout.split("\n").filter((line) => line !== "");
    return /^\d/.test(first)
      ? `${program} ${first}`
      : first
          .replace(/\s+/g, " ")
          .replace(/ \(Library.*| :.*/, "")
          .trim();
  });
  return [...new Set(lines)].join("; ");
}

function exitOf(program: string, args: readonly string[], cwd?: string): string {
  const { status, error } = spawnSync(program, args, {
    cwd,
    stdio: "ignore",
    timeout: timeLimit,
    killSignal: "SIGKILL",
  });
  if (error !== undefined && "code" in error && error.code !== "ETIMEDOUT") throw error;
  return status === null ? "t" : String(status);
}

function must(program: string, args: readonly string[], cwd?: string): void {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${status} ${stderr}`);
}

/**
 * What implantisomd5 wrote, with the sums of 10 parts in place of 20: with 20 its checker refuses every disc under 351 sectors, the
 * genuine one too, as a part is then smaller than its buffer. The sum of the whole stays as it wrote it. (libcheckisomd5.c)
 */
function inTenParts(implanted: Uint8Array): Uint8Array {
  const text = Buffer.from(implanted.slice(implantFrom, implantTo)).toString("latin1");
  const bufferBytes = 32_768;
  const size = 2048 * Buffer.from(implanted).readUInt32BE(16 * 2048 + 84);
  const checked = Math.min(implanted.length, size) - 15 * 2048;
  const blanked = new Uint8Array(implanted).fill(0x20, implantFrom, implantTo);
  const running = createHash("md5");
  let sums = "";
  for (let at = 0, part = 0; at < checked; at += bufferBytes) {
    running.update(blanked.subarray(at, Math.min(checked, at + bufferBytes)));
    const now = Math.floor((at * 11) / checked);
    if (now === part) continue;
    part = now;
    const digest = running.copy().digest();
    sums += [...digest.subarray(0, 6)].map((byte) => byte.toString(16).slice(0, 1)).join("");
  }
  const ten = text.replace(/FRAGMENT SUMS = [^;]*/, `FRAGMENT SUMS = ${sums}`).replace("COUNT = 20", "COUNT = 10");
  return new Uint8Array(Buffer.from(ten, "latin1")).slice(0, implantTo - implantFrom); // blanks at its end
}

/** What was taken from a genuine disc, and where the tools work. */
export class Bench {
  readonly #work = mkdtempSync(join(tmpdir(), "zegel-peers-"));
  readonly #mount = join(this.#work, "tree");
  readonly #disc = join(this.#work, "disc.iso");
  #genuine: Uint8Array = new Uint8Array(0);
  #implant: Uint8Array = new Uint8Array(0);

  constructor() {
    mkdirSync(this.#mount);
    must("minisign", ["-G", "-W", "-f", "-p", "key.pub", "-s", "key.sec"], this.#work);
  }

  close(): void {
    rmSync(this.#work, { recursive: true, force: true });
  }

  /** Sums, signature, implanted digest and lists: of this disc. */
  async learn(genuine: Uint8Array): Promise<void> {
    if (Buffer.compare(genuine, this.#genuine) === 0) return;
    this.#genuine = genuine;
    writeFileSync(this.#disc, genuine);
    writeFileSync(join(this.#work, "SHA256SUMS"), `${sha256Of(genuine)}  disc.iso\n`);
    must("minisign", ["-S", "-m", "disc.iso", "-s", "key.sec", "-x", "disc.minisig"], this.#work);
    await this.#mounted(async () => {
      const { stdout } = spawnSync("hashdeep", ["-r", "-l", "-c", "sha256", "."], {
        cwd: this.#mount,
        timeout: timeLimit,
      });
      writeFileSync(join(this.#work, "hashdeep.txt"), stdout);
      const isListed = exitOf("cp", [join(this.#mount, manifestPath), join(this.#work, "MANIFEST")]) === "0";
      if (!isListed) writeFileSync(join(this.#work, "MANIFEST"), "");
    });
    spawnSync("implantisomd5", ["-f", this.#disc], { stdio: "ignore", timeout: timeLimit });
    this.#implant = inTenParts(new Uint8Array(readFileSync(this.#disc)));
  }

  /** `seen` gets the mounted tree. */
  async ofImage(target: Uint8Array, seen: (tree: string) => Promise<void>): Promise<Cells> {
    writeFileSync(this.#disc, target);
    const { stdout } = spawnSync("openssl", ["dgst", "-sha256", "-r", this.#disc], { encoding: "utf8" });
    const image = {
      sha256sum: exitOf("sha256sum", ["-c", "SHA256SUMS"], this.#work),
      openssl: stdout.slice(0, 64) === sha256Of(this.#genuine) ? "0" : "1",
      minisign: exitOf("minisign", ["-V", "-m", "disc.iso", "-x", "disc.minisig", "-p", "key.pub"], this.#work),
      xorriso: exitOf("xorriso", [
        ...["-no_rc", "-indev", `stdio:${this.#disc}`],
        ...["-check_media", "what=tracks", "event=SORRY", "bad_limit=md5_mismatch", "--"],
      ]),
    };
    const tree = await this.#mounted(async () => {
      await seen(this.#mount);
      return this.#ofTree(this.#mount);
    });
    return { ...image, checkisomd5: this.#checkisomd5(target), ...tree };
  }

  ofFolder(folder: string): Cells {
    const none = { sha256sum: "-", openssl: "-", minisign: "-", checkisomd5: "-", xorriso: "-" };
    return { ...none, ...this.#ofTree(folder) };
  }

  /** The genuine disc had its digest implanted before the opponent got it: so it stays, where he wrote nothing. */
  #checkisomd5(target: Uint8Array): string {
    const own = target.slice(implantFrom, implantTo);
    const isUntouched = Buffer.compare(own, this.#genuine.slice(implantFrom, implantTo)) === 0;
    if (isUntouched) {
      const copy = new Uint8Array(target);
      copy.set(this.#implant.subarray(0, Math.max(0, target.length - implantFrom)), implantFrom);
      writeFileSync(this.#disc, copy);
    }
    return exitOf("checkisomd5", [this.#disc]);
  }

  #ofTree(tree: string) {
    const list = join(this.#work, "MANIFEST");
    return {
      list: exitOf("sha256sum", ["-c", manifestPath], tree),
      strict: exitOf("sha256sum", ["-c", "--strict", manifestPath], tree),
      "known-list": exitOf("sha256sum", ["-c", list], tree),
      hashdeep: exitOf("hashdeep", ["-r", "-l", "-a", "-k", join(this.#work, "hashdeep.txt"), "."], tree),
    };
  }

  /** What cannot be mounted leaves an empty folder: then the tools say what they say of that. */
  async #mounted<T>(use: () => Promise<T>): Promise<T> {
    spawnSync("fuseiso", [this.#disc, this.#mount], { stdio: "ignore", timeout: timeLimit });
    try {
      return await use();
    } finally {
      spawnSync("fusermount3", ["-u", "-z", this.#mount], { stdio: "ignore", timeout: timeLimit });
    }
  }
}
