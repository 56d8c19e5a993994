// The commands that the status gives while a release waits for its log, typed as they stand there, each on the machine of whoever is asked:
// STEM is the name of a key.

import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeWitnessState } from "../../src/log/witness/state.ts";
import { writeKey } from "../../src/sign/index.ts";
import { zegelIn } from "../cli/flow.ts";
import type { TestKey } from "../format/test-keys.ts";
import { passphrase } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { krant, type LogOffice, logKey, makeLogOffice, vng } from "./log-office.ts";
import { runCommand } from "./office.ts";

/** A key, and the office's bundle on a stick: a copy of `out/NAME` under its own name. What is typed there is typed with the key. */
async function stickFor(key: TestKey, office: LogOffice, bundle: string) {
  const [folder, stick] = [temporaryFolder(), temporaryFolder()];
  await writeKey(join(folder, "own"), key, passphrase, 4);
  writeFileSync(join(folder, "pw"), passphrase, { mode: 0o600 });
  if (key.vkey.type === 4)
    writeFileSync(join(folder, "own.state"), encodeWitnessState({ witness: key.vkey, logs: [] }), { mode: 0o600 });
  cpSync(join(office.folder, bundle), join(stick, bundle), { recursive: true });
  const type = (command: string, ...more: string[]) =>
    zegelIn(stick, [
      ...command.replaceAll("STEM", join(folder, "own")).split(" ").slice(1),
      ...["--passphrase-file", join(folder, "pw"), "--yes", ...more],
    ]);
  return { stick, type };
}

test("from the signatures to the proof", async () => {
  const office = await makeLogOffice("joined");
  office.put("in/log.txt", `${office.log}\n`);
  const next = async () => (await office.judged()).next;
  const collect = (from: string) => zegelIn(office.folder, ["release", "collect", office.folder, from]);
  for (const command of (await next())?.commands ?? []) await runCommand(office.folder, command);
  expect((await next())?.commands).toEqual((await next())?.plain); // there is no bundle yet
  await runCommand(office.folder, "zegel release bundle . --for log");

  const [sign = ""] = (await next())?.commands ?? [];
  const safe = await stickFor(logKey, office, "out/log");
  const signed = await safe.type(sign, "--new-state");
  expect([signed.status, signed.stdout]).toEqual([
    0,
    expect.stringContaining("new:         entry 2: release: OSV version 2.24.3"),
  ]);
  // The whole folder came back with it: what was carried there is no answer, and is left.
  expect((await collect(safe.stick)).stdout).toMatch(/^taken: log\.checkpoint as /);

  const asked = await next();
  expect([asked?.who, asked?.commands.length]).toEqual(["witness", 2]);
  for (const [i, key] of [vng, krant].entries()) {
    const own = await stickFor(key, office, "out/witness");
    expect((await own.type(asked?.commands[i] ?? "")).status).toBe(0);
    expect((await collect(own.stick)).stdout).toMatch(/^taken: getuige\+(?:vng|krant)\.lines as /);
  }
  for (const command of (await next())?.commands ?? []) await runCommand(office.folder, command);
  expect((await office.judged()).states.log).toBe("done");

  // The next release of this log: a witness is asked from what it cosigned last.
  const [request = ""] = asked?.plain ?? [];
  const later = await zegelIn(
    office.folder,
    request.replace("-o ", "-o /").split(" ").slice(1, -2).concat("-o", join(temporaryFolder(), "r")),
  );
  expect(later.stdout).toContain("from:        entries: 3");
});
