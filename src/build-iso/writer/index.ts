// A whole image of recipe 1 out of sizes and paths, byte for byte as xorriso makes it. Pure: who asks for the pieces reads and writes.
export { folderLimit, refuseFolders, refuseSealEnd, sealEndLimit } from "./limits.ts";
export { type ImagePlan, type ImageRecipe, type Piece, planImage } from "./plan.ts";
export type { PlannedFile } from "./tree.ts";
