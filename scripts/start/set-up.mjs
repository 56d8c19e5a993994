// What has to be there before the demonstration runs: the dependencies of the lock file, and the programs in dist/.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root } from "./programs.mjs";
import { fail } from "./show.mjs";

/** Installs and builds what is missing. Throws Failure. */
export function setUp() {
  console.log(`Zegel on Node ${process.version}, ${process.platform} ${process.arch}`);
  if (!isInstalled()) {
    console.log("$ npm ci      (the dependencies of package-lock.json, from the npm registry)");
    if (!npm(["ci", "--no-progress", "--no-audit", "--no-fund"], root))
      fail("the dependencies were not installed: npm says why above; it needs the npm registry, or a copy of it");
  }
  console.log("$ npm run build");
  if (!npm(["run", "--silent", "build"], root)) fail("the programs were not built: see above");
}

/** Whether node_modules is what the lock file asks for: npm notes what it installed, and does so last. */
function isInstalled() {
  const noted = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(noted)) return false;
  const packagesOf = (path) => JSON.parse(readFileSync(path, "utf8")).packages;
  const there = packagesOf(noted);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    // The entry without a name is this package itself; optional ones are those of other systems.
    ([path, asked]) =>
      path === "" || (there[path] === undefined ? asked.optional === true : there[path].integrity === asked.integrity),
  );
}
