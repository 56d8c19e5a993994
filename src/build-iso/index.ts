// payload and kit ─▶ manifest ─▶ unsealed image; seal; payload.tar
export { buildIso } from "./build.ts";
export { BuildError, type BuildErrorCode, type Refusal } from "./error.ts";
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
} from "./image/options.ts";
export { programFile, type ToolVersions, toolVersions } from "./image/tool-versions.ts";
export { findWriters, type Writer, type WriterChoice, writerChoices } from "./image/writers.ts";
export { type PackedKit, packKit } from "./kit/kit-pack.ts";
export { measureKit, measureMadeKit } from "./kit/measure.ts";
export { describeRoots, hasRoots, isVerifier, type KitVerifier, readVerifier } from "./kit/roots.ts";
export { type ReleaseDescription, readDescription } from "./release/description.ts";
export { parseInstallJson } from "./release/install-json.ts";
export { parseInstructions } from "./release/instructions.ts";
export { measurePayload, measureSource, type SourceMeasure } from "./sources/measure.ts";
