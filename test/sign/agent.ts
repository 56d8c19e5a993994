// A real ssh-agent for one test.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** An agent of its own, ended with the test. Its socket is there before it listens: only an answer says that it does. */
export async function startAgent(folder: string): Promise<string> {
  const socket = join(folder, "agent");
  const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: "ignore" });
  onTestFinished(() => void agent.kill());
  while (!(await listens(socket)) && agent.exitCode === null) await sleep(10);
  return socket;
}

async function listens(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect"); // rejects on "error"
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
