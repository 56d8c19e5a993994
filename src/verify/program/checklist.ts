// The program and the machine, as facts for the record. Nothing is tried and nothing goes out: what the system says is written down.

import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from "node:fs";
import { arch, hostname, networkInterfaces, platform, release, type, version } from "node:os";
import { dirname, join } from "node:path";
import { builtIn } from "../built-in.ts";
import { watched } from "../node/watch.ts";
import { localTime, type Machine, type Tool, toolVersion } from "../record/tool.ts";

/** The file of the running program; it is not read. */
export function programFile(): string {
  const script = process.argv[1] ?? process.execPath;
  return attempt(() => realpathSync(script)) ?? script;
}

/** The running program, which is read for its digest: once a run. */
export function readTool(): Tool {
  const file = programFile();
  return {
    version: toolVersion,
    kind: builtIn.isWhole === true ? "program" : "script",
    file,
    sha256: attempt(() => sha256OfFile(file)),
    runtime: `Node ${process.version}`,
  };
}

/** Whether the program was started from a disc with a seal, or a copy of one: then it is part of what is to be verified. */
export function runsFromDisc(file: string): boolean {
  return [".", ".."].some((up) => watched(file, () => existsSync(join(dirname(file), up, "SEAL"))));
}

/** All but the time. */
export function readMachine(): Omit<Machine, "clock"> {
  const name = platform() === "win32" ? version() : type();
  return {
    system: `${name} ${release()} (${arch()})`,
    host: hostname(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    networks: attempt(() => readNetworks().sort()),
  };
}

/** With its clock, in the order in which the record has them. */
export function machineAt({ system, host, timeZone, networks }: ReturnType<typeof readMachine>, now: Date): Machine {
  return { system, host, clock: localTime(now), timeZone, networks };
}

/** On Linux from small files: os.networkInterfaces() asks through a socket, and this program opens none there. */
function readNetworks(): string[] {
  if (platform() === "linux")
    return readdirSync("/sys/class/net").filter(
      (name) => readFileSync(`/sys/class/net/${name}/operstate`, "latin1").trim() === "up",
    );
  return Object.entries(networkInterfaces())
    .filter(([, addresses]) => addresses?.some((address) => !address.internal))
    .map(([name]) => name);
}

/** In pieces: a single-file program has some 100 MB. */
function sha256OfFile(path: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  const file = watched(path, () => openSync(path, "r"));
  try {
    const next = () => watched(path, () => readSync(file, buffer));
    for (let count = next(); count > 0; count = next()) hash.update(buffer.subarray(0, count));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

/** A fact that the system will not give does not cost the verdict. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
