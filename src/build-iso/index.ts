// payload and kit ─▶ manifest ─▶ unsealed image; seal; payload.tar
export { buildIso } from "./build.ts";
export { type ReleaseDescription, readDescription } from "./description.ts";
export { BuildError, type BuildErrorCode, type Refusal } from "./error.ts";
export { parseInstallJson } from "./install-json.ts";
export { parseInstructions } from "./instructions.ts";
export { type PackedKit, packKit } from "./kit-pack.ts";
export { describeRoots, hasRoots, isVerifier, type KitVerifier, readVerifier } from "./kit-roots.ts";
export {
  type BuildOptions,
  type BuildStep,
  type BuiltDisc,
  type FinishedCheck,
  imageName,
  manifestName,
  noteName,
  payloadTarName,
  type Remark,
} from "./options.ts";
export { type ToolVersions, toolVersions } from "./tool-versions.ts";
