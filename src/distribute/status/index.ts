// How far everything is, and what must be looked at. docs/spec/register.md, "Status"
export { type Flag, type FlagKind, flagKinds } from "./flags/flag.ts";
export { isTogether } from "./flags/way.ts";
export { statusJson } from "./json.ts";
export { type KnownDisc, knownFinds } from "./known.ts";
export { statusPage } from "./page.ts";
export { statusLines } from "./screen.ts";
export { type Status, statusOf } from "./status.ts";
export { statusTable } from "./table.ts";
