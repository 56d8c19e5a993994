// All attacks, in the order of the table.

import { type Attack, families } from "./attack.ts";
import { descriptors } from "./descriptors.ts";
import { floods } from "./floods.ts";
import { folders } from "./folders.ts";
import { expectations, manifests } from "./manifests.ts";
import { namesAndRockRidge } from "./names.ts";
import { notes } from "./notes.ts";
import { records } from "./records.ts";
import { seals } from "./seals.ts";
import { sessions } from "./sessions.ts";
import { spaces } from "./spaces.ts";
import { systems } from "./systems.ts";
import { trees } from "./trees.ts";

const all = [
  ...[...sessions, ...spaces, ...descriptors, ...systems, ...trees, ...records, ...namesAndRockRidge],
  ...[...seals, ...notes, ...manifests, ...expectations, ...folders, ...floods],
];

export const attacks: readonly Attack[] = families.flatMap((family) => all.filter((attack) => attack.family === family));
