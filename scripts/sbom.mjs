// npm run sbom: what the program consists of besides its own source, as CycloneDX, by npm itself. From the lock file alone,
// and the same bytes everywhere: npm writes in the moment, a random number, its own version and the name of the folder.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const args = ["sbom", "--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"];
const sbom = JSON.parse(
  execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
);

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
