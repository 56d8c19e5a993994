// Runs a line with a disc behind the modelled drive of test/bench/rig, and says what the drive saw.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { has, missing } from "./measure.mjs";

const rig = join(import.meta.dirname, "rig/on-cd");
/** A block device is what a drive is to a program; without the rights for one the disc is a file. */
const isDevice = process.getuid() === 0 && has("losetup");

/** Why the rig cannot run here, or undefined. */
export function missingForRig() {
  const header = "#define NBDKIT_API_VERSION 2\n#include <nbdkit-plugin.h>\n";
  const lacking = missing(["nbdkit", "nbdfuse", "gcc"]);
  if (lacking !== undefined) return lacking;
  const { status } = spawnSync("gcc", ["-E", "-"], { input: header, stdio: ["pipe", "ignore", "ignore"] });
  return status === 0 ? undefined : "not measured: nbdkit-plugin.h not installed (Debian: nbdkit-plugin-dev)";
}

/** $DISC in `line` is the drive, $TREE the mounted tree when `isMounted`. Throws where there is no figure. */
export function runOnDrive(work, image, line, isMounted = false) {
  const env = { ...process.env, MOUNT: isMounted ? "1" : "0", BLOCK: isDevice && !isMounted ? "1" : "0" };
  const { stdout, stderr, status } = spawnSync("bash", [rig, image, `${line} > /dev/null`], {
    cwd: work,
    env,
    encoding: "utf8",
  });
  const said = `${stdout}${stderr}`;
  const value = (name) => Number(new RegExp(`\\b${name}=([\\d.]+)`).exec(said)?.[1]);
  if (status !== 0 || Number.isNaN(value("drive_seconds"))) throw new Error(`${line}\n${said}`);
  return {
    megabytes: value("MiB") * 1.048576,
    passes: value("passes"),
    seeks: value("seeks"),
    seconds: value("drive_seconds"),
  };
}
