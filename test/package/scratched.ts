// A disc with a scratch: a file of which a stretch gives an input error, by nbdkit in user space.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { has } from "../tools.ts";

export const canScratch = ["nbdkit", "nbdfuse", "fusermount3"].every(has);

/** Shows `image` in the new folder `folder` with sectors `from` to `to` (excluded) unreadable, hands over its path, and takes it away. */
export async function withScratch(
  image: string,
  folder: string,
  { from, to }: { from: number; to: number },
  use: (path: string) => void,
): Promise<void> {
  const [mount, map] = [join(folder, "shown"), join(folder, "map")];
  const shown = join(mount, "disc.iso");
  mkdirSync(mount, { recursive: true });
  const hex = (sectors: number) => `0x${(sectors * 2048).toString(16)}`;
  writeFileSync(map, `0x0 + 1\n0x0 ${hex(from)} +\n${hex(from)} ${hex(to - from)} -\n${hex(to)} ${hex(1_000_000)} +\n`);
  const disc = ["nbdkit", "-s", "--filter=ddrescue", "file", image, `ddrescue-mapfile=${map}`];
  const server = spawn("nbdfuse", [shown, "--command", ...disc], { stdio: "ignore" });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  try {
    for (let tries = 0; !existsSync(shown); tries++) {
      if (tries > 100) throw new Error(`nbdfuse did not show ${shown}`);
      await setTimeout(100);
    }
    use(shown);
  } finally {
    spawnSync("fusermount3", ["-u", mount]);
    await ended;
  }
}
