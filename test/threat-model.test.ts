// docs/threat-model.md claims nothing that is not there: each attack, test and section that it names exists.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const page = readFileSync(join(root, "docs/threat-model.md"), "utf8");
const attacks = readFileSync(join(root, "docs/attacks.md"), "utf8");
const quoted = [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = ""]) => text);

it("each attack that it names is in attacks.md", () => {
  const names = quoted.filter((text) => /^[a-z]+(?:-[a-z]+)+$|^recalled$|^dissent$/.test(text));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !attacks.includes(`\`${name}\``))).toEqual([]);
});

it("each test that it names is there", () => {
  const paths = quoted.filter((text) => /\.ts$/.test(text));
  let folder = "";
  const missing = paths.filter((path) => {
    const whole = path.includes("/") ? path : `${folder}/${path}`;
    folder = dirname(whole);
    return whole.includes("*") ? !existsSync(join(root, whole.replace("*", "even"))) : !existsSync(join(root, whole));
  });
  expect(paths.length).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});

it("each page that it links is there", () => {
  const links = [...page.matchAll(/\]\(([^)#]+)\)/g)].map(([, to = ""]) => to);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((to) => !existsSync(join(root, "docs", to)))).toEqual([]);
});

it("each section of attacks.md that it names is there", () => {
  for (const section of ["trees that differ", "hidden and associated files", "trust roots", "expectation", "names"])
    expect([page.includes(`"${section}"`), attacks.includes(`### ${section}\n`)], section).toEqual([true, true]);
});
