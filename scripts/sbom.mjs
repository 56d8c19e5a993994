// npm run sbom: what the program consists of besides its own source, as CycloneDX, by npm itself. From the lock file alone,
// and the same bytes everywhere: npm writes in the moment, a random number, its own version and the name of the folder.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const readJson = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));
const { name } = readJson("package.json");
const sbom = JSON.parse(listRunning());

/** `npm sbom --omit dev` leaves out what a tool of the developers needs too: so it is given a list without those tools. */
function listRunning() {
  const folder = mkdtempSync(join(tmpdir(), "zegel-sbom-"));
  try {
    const { devDependencies: _tools, ...manifest } = readJson("package.json");
    const lock = readJson("package-lock.json");
    for (const [path, { dev }] of Object.entries(lock.packages)) if (dev === true) delete lock.packages[path];
    delete lock.packages[""].devDependencies;
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
    const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
    return execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

delete sbom.serialNumber;
delete sbom.metadata.timestamp;
sbom.metadata.tools = sbom.metadata.tools.map((tool) => ({ vendor: tool.vendor, name: tool.name }));
sbom.metadata.component.name = name;
const reference = (component) => component["bom-ref"] ?? component.ref;
const byReference = (a, b) => (reference(a) < reference(b) ? -1 : 1);
sbom.components.sort(byReference);
sbom.dependencies.sort(byReference);
for (const { dependsOn } of sbom.dependencies) dependsOn?.sort();

// A serial number is required to be a UUID (RFC 9562, version 8): of the content.
const digest = createHash("sha256").update(JSON.stringify(sbom)).digest("hex");
const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
process.stdout.write(`${JSON.stringify({ ...sbom, serialNumber: `urn:uuid:${uuid}` }, null, 2)}\n`);
