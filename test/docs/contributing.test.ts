// CONTRIBUTING.md knows every room, and every page names scripts and tests that are there.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const page = textOf("CONTRIBUTING.md");

test("its table has each room of walls.json that is there, once", () => {
  const rooms = Object.keys(JSON.parse(textOf("walls.json")).rooms);
  const there = rooms.filter((room) => existsSync(join(root, "src", room)));
  const listed = [...page.matchAll(/^\| `([a-z0-9/-]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(([, room = ""]) => room);
  expect(there.length).toBeGreaterThan(12);
  expect(listed.sort()).toEqual(there.sort());
});

test("the scripts of npm that it, the README and the pages of docs/ name are in package.json", () => {
  const scripts = Object.keys(JSON.parse(textOf("package.json")).scripts);
  const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  const named = ["README.md", "CONTRIBUTING.md", ...pages.map((name) => `docs/${name}`)].flatMap((path) =>
    [...textOf(path).matchAll(/\bnpm run (?:--silent )?([a-z][a-z0-9:-]*)/g)].map(([, script = ""]) => script),
  );
  expect(new Set(named).size).toBeGreaterThan(12);
  expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
});

test("the tests and folders that it names are there", () => {
  const named = [...page.matchAll(/`((?:test|src|scripts|docs)\/[a-zA-Z0-9/._-]+)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
