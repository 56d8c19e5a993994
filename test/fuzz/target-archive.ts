// Payloads as hostile archives: the tar and zip readers that unpack into the staging folder.

import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArchiveFault, refuse } from "../../src/archives/bytes.ts";
import { TarReader } from "../../src/archives/tar-reader.ts";
import { BuildError } from "../../src/build-iso/error.ts";
import { Staging } from "../../src/build-iso/sources/staging.ts";
import { unpackTar } from "../../src/build-iso/sources/tar.ts";
import { unpackZip } from "../../src/build-iso/sources/zip.ts";
import { mutateTar, mutateZip } from "./mutate-archive.ts";
import { readSeeds } from "./seeds.ts";
import { hold, type Outcome, type Target } from "./target.ts";

/** What may be unpacked in all. */
const capacity = 256 * 1024;

export function archiveTarget(): Target {
  const named = (kind: string) => [...readSeeds(kind)].map(([name, bytes]) => [`${kind}/${name}`, bytes] as const);
  const seeds = new Map([...named("tar"), ...named("zip")]);
  const names = [...seeds.keys()];
  return {
    name: "archive",
    seeds,
    rooms: ["archives", "build-iso"],
    mutate: (seed, bytes, random) =>
      seed.startsWith("tar/") ? mutateTar(bytes, random, names) : mutateZip(bytes, random, names),
    run: async (seed, bytes) => {
      if (seed.startsWith("tar/")) checkChunks(bytes);
      return runArchive(seed.startsWith("tar/") ? "tar" : "zip", bytes);
    },
  };
}

async function runArchive(kind: "tar" | "zip", bytes: Uint8Array): Promise<Outcome> {
  const work = mkdtempSync(join(tmpdir(), "zegel-fuzz-"));
  try {
    const archive = join(work, `p.${kind}`);
    const fd = openSync(archive, "wx");
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    closeSync(fd);
    const staging = new Staging(work, "payload", capacity);
    const verdict = await unpack(kind, archive, staging);
    const placed = readdirSync(join(work, "payload"));
    hold(readdirSync(work).length === 2, "nothing is written beside the staging folder");
    hold(
      placed.every((name) => /^\d+$/.test(name)),
      "no name from an archive becomes a name on this disk",
    );
    const size = placed.reduce((sum, name) => sum + statSync(join(work, "payload", name)).size, 0);
    hold(size <= capacity, `at most ${capacity} bytes are unpacked, not ${size}`);
    const source = staging.source();
    if (verdict === "ok" && source.refusals.length === 0)
      for (const { place, size: said } of source.files)
        hold(statSync(join(work, place)).size === said, `${place} has the size that was counted`);
    return { verdict: `${kind} ${verdict}`, codes: reasonsOf(source.refusals) };
  } finally {
    rmSync(work, { recursive: true, force: true });
    hold(await closes(work), "every file is closed again");
  }
}

async function unpack(kind: "tar" | "zip", archive: string, staging: Staging): Promise<string> {
  try {
    if (kind === "tar") await unpackTar(archive, false, staging, undefined);
    else await unpackZip(archive, staging, undefined);
    return "ok";
  } catch (error) {
    if (error instanceof ArchiveFault) return "fault";
    if (error instanceof BuildError && error.code === "REFUSED") return "refused";
    throw error;
  }
}

/** Reasons without the foreign part of them. */
function reasonsOf(refusals: readonly { readonly reason: string }[]): string[] {
  const words = (reason: string) => reason.replace(/".*"|[0-9]+/g, "").replace(/[^a-z]+/gi, "-");
  return [...new Set(refusals.map(({ reason }) => words(reason)))].sort();
}

/** In whatever pieces a tar comes, it is read alike. */
function checkChunks(bytes: Uint8Array): void {
  const whole = listTar(bytes, bytes.length);
  for (const size of [1 + (bytes.length % 511), 512, 1000])
    hold(listTar(bytes, size) === whole, `a tar in pieces of ${size} bytes reads as the whole does`);
}

function listTar(bytes: Uint8Array, size: number): string {
  const seen: string[] = [];
  const reader = new TarReader(({ type, name, linkName, size: said }) => {
    let had = 0;
    seen.push(`${type} ${Buffer.from(name).toString("hex")} ${Buffer.from(linkName).toString("hex")} ${said}`);
    return {
      data: (chunk) => {
        had += chunk.length;
      },
      end: () => {
        hold(had === said, `an entry of ${said} bytes has so many, not ${had}`);
        seen.push("end");
      },
    };
  }, refuse);
  try {
    for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
    reader.end();
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    seen.push("fault"); // the message names a byte that depends on the pieces
  }
  return seen.join("\n");
}

/** A stream closes its file a little later. */
async function closes(work: string): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if (!openFiles().some((path) => path.startsWith(work))) return true;
    await new Promise((resolve) => setTimeout(resolve, 1 + tries));
  }
  return false;
}

/** Where the system tells: on Linux. */
function openFiles(): string[] {
  return (existsSync("/proc/self/fd") ? readdirSync("/proc/self/fd") : []).map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return ""; // closed meanwhile
    }
  });
}
