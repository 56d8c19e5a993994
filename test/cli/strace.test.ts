// What the verifier asks of the operating system: the target for reading only, once, in order; no network; nothing written.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { has, run, temporaryFolder } from "../tools.ts";
import { makeDisc } from "../verify/fixture.ts";

const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");

test.skipIf(!has("strace"))("read once, in order, for reading only, without a socket", { timeout: 240_000 }, () => {
  const folder = temporaryFolder();
  const big = Buffer.alloc(9_000_000, "inhoud ");
  const disc = makeDisc({ payload: { "groot.bin": big, "klein.txt": "klein\n" } });
  writeFileSync(join(folder, "disc.iso"), disc.image);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  const calls = "open,openat,creat,unlink,rename,socket,connect,execve,read,pread64,preadv,lseek,write";
  const args = ["-f", "-y", "-e", `trace=${calls}`, "-o", "trace", process.execPath, program];
  const traced = run("strace", [...args, "disc.iso", "--root", "root.note", "--code", disc.code], { cwd: folder });
  expect(traced.status, traced.stderr).toBe(0);
  const lines = joinResumed(readFileSync(join(folder, "trace"), "utf8").split("\n"));

  const opens = lines.filter((line) => /\bopen(at)?\(/.test(line) && line.includes('disc.iso"'));
  expect(opens.length).toBe(1);
  expect(opens[0]).toContain("O_RDONLY");
  expect(opens[0]).not.toMatch(/O_(WRONLY|RDWR|CREAT|TRUNC)/);
  expect(lines.filter((line) => /\b(socket|connect|creat|unlink|rename)\(/.test(line))).toEqual([]);
  expect(lines.filter((line) => /\bexecve\(/.test(line)).length).toBe(1);
  const writes = lines.filter((line) => /\bopen(at)?\(/.test(line) && /O_(WRONLY|RDWR|CREAT|TRUNC)/.test(line));
  expect(writes.filter((line) => !/\/dev\/(null|tty)|"\/proc\/self/.test(line))).toEqual([]);

  const reads = lines.flatMap((line) => {
    const [, asked, at, got] = /\bpread64\(\d+<[^>]*disc\.iso>.*, (\d+), (\d+)\) += (\d+)/.exec(line) ?? [];
    return asked === undefined ? [] : [{ at: Number(at), got: Number(got) }];
  });
  const others = lines.filter((line) => /\b(read|preadv|lseek)\(\d+<[^>]*disc\.iso>/.test(line));
  expect(others).toEqual([]);
  let reached = 0;
  for (const { at, got } of reads) {
    expect(at).toBe(reached);
    reached += got;
  }
  expect(reached).toBe(disc.image.length);
});

/** strace cuts a call that another thread interrupts into "… <unfinished ...>" and "<... x resumed>…". */
function joinResumed(lines: readonly string[]): string[] {
  const open = new Map<string, string>();
  return lines.flatMap((line) => {
    const [thread = ""] = line.split(" ");
    if (line.endsWith("<unfinished ...>")) {
      open.set(thread, line.slice(0, -"<unfinished ...>".length));
      return [];
    }
    const resumed = /<\.\.\. \w+ resumed>(.*)$/.exec(line);
    if (resumed === null) return [line];
    return [`${open.get(thread) ?? ""}${resumed[1]}`];
  });
}
