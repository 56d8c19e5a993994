// Runs a line with a disc behind the modelled drive of test/bench/rig, and says what the drive saw.

import { spawnSync } from "node:child_process";
import { join } from "node:path";

const rig = join(import.meta.dirname, "rig/on-cd");

/** $DISC in `line` is the drive as a file, $TREE the mounted tree when `isMounted`. Throws where there is no figure. */
export function runOnDrive(work, image, line, isMounted = false) {
  const env = { ...process.env, MOUNT: isMounted ? "1" : "0" };
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
