// LICENTIES.txt: the licence of everything that the products are made of, as each package carries it.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nodeVersion } from "./node-binaries.mjs";

const root = join(import.meta.dirname, "../..");

/**
 * The text: Zegel's own, Node's (`nodeLicence`, its text; the npm package with the binary has none), and those of all packages in
 * the lock file that are not for development alone. Throws where a package has no licence or more than one.
 */
export function makeLicences(nodeLicence, folder = root) {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  const { name, version, license } = packages[""];
  const parts = [
    part(`${name} ${version} (${license})`, licenceIn(folder)),
    part(
      `Node.js ${nodeVersion}, in every program`,
      nodeLicence ?? `https://github.com/nodejs/node/blob/v${nodeVersion}/LICENSE\n`,
    ),
  ];
  for (const [path, { dev, version, license }] of Object.entries(packages)) {
    if (path === "" || dev === true) continue;
    const called = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    parts.push(part(`${called} ${version} (${license})`, licenceOf(join(folder, path), called, version)));
  }
  return Buffer.from(`Licenties. Licences of what these programs and this page are made of.\n${parts.join("")}`);
}

/** Of a package that carries none: the text of its repository, which stands beside this file, by name and version. */
function licenceOf(folder, called, version) {
  const kept = join(import.meta.dirname, "licences", `${called.replace("/", "+")}-${version}.txt`);
  return existsSync(kept) ? readFileSync(kept, "utf8") : licenceIn(folder);
}

function licenceIn(folder) {
  const [name, more] = readdirSync(folder).filter((name) => /^licen[cs]e(\.(txt|md))?$/i.test(name));
  if (name === undefined || more !== undefined)
    throw new Error(`${folder}: expected one licence, found ${name} ${more}`);
  return readFileSync(join(folder, name), "utf8");
}

function part(title, text) {
  const lines = text.replaceAll("\r\n", "\n").trim();
  return `\n${"-".repeat(78)}\n${title}\n\n${lines}\n`;
}
