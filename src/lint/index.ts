// Looks into a payload for what makes builds irreproducible, or surprises whoever installs it.
export { type Finding, type FindingCode, findingCodes, limits } from "./finding.ts";
export { LintError } from "./folder.ts";
export { type LintReport, lintPayload } from "./lint.ts";
export { renderLint } from "./show.ts";
