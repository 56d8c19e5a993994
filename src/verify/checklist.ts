// The program and the machine, as facts for the record. Nothing is tried and nothing goes out: what the system says is written down.

import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readSync, realpathSync } from "node:fs";
import { arch, hostname, networkInterfaces, platform, release, type, version } from "node:os";
import { builtIn } from "./built-in.ts";

/** package.json has the same (a test says so); a single program file has no package.json beside it. */
export const toolVersion = "0.1.0";

export interface Tool {
  readonly version: string;
  /** `program`: one file that is all of it. `script`: the first file of several; the others are not in its digest. */
  readonly kind: "program" | "script";
  readonly file: string;
  /** Undefined when the file cannot be read any more. */
  readonly sha256: string | undefined;
  readonly node: string;
}

export interface Machine {
  readonly system: string;
  readonly host: string;
  /** `YYYY-MM-DD hh:mm:ss +hh:mm` by the machine's clock and time zone. */
  readonly clock: string;
  readonly timeZone: string;
  /** Names of the network interfaces that are up, without the loopback; undefined when the system does not say. */
  readonly networks: readonly string[] | undefined;
}

/** The running program. A single executable runs itself as its script; a bundle is one file too. */
export function readTool(): Tool {
  const script = process.argv[1] ?? process.execPath;
  const file = attempt(() => realpathSync(script)) ?? script;
  const isProgram = builtIn.revision !== undefined || file === attempt(() => realpathSync(process.execPath));
  return {
    version: toolVersion,
    kind: isProgram ? "program" : "script",
    file,
    sha256: attempt(() => sha256OfFile(file)),
    node: process.version,
  };
}

export function readMachine(now: Date): Machine {
  const name = platform() === "win32" ? version() : type();
  return {
    system: `${name} ${release()} (${arch()})`,
    host: hostname(),
    clock: localTime(now),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    networks: attempt(() => readNetworks().sort()),
  };
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

function localTime(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = -now.getTimezoneOffset(); // minutes east of Greenwich
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())} ${zone}`;
}

/** In pieces: a single-file program has some 100 MB. */
function sha256OfFile(path: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  const file = openSync(path, "r");
  try {
    for (let count = readSync(file, buffer); count > 0; count = readSync(file, buffer))
      hash.update(buffer.subarray(0, count));
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
