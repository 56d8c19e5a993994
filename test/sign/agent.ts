// A real ssh-agent for one test.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** An agent of its own, ended with the test. */
export async function startAgent(folder: string): Promise<string> {
  const socket = join(folder, "agent");
  const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: "ignore" });
  onTestFinished(() => void agent.kill());
  while (!existsSync(socket) && agent.exitCode === null) await sleep(10);
  return socket;
}
