// All attacks, in the order of the table.

import { type Attack, families } from "./attack.ts";
import { content } from "./content.ts";
import { contents } from "./contents.ts";
import { descriptors } from "./descriptors.ts";
import { directories } from "./directories.ts";
import { expectations } from "./expectations.ts";
import { floods } from "./floods.ts";
import { folders } from "./folders.ts";
import { logs } from "./logs.ts";
import { manifests } from "./manifests.ts";
import { names } from "./names.ts";
import { numbers } from "./numbers.ts";
import { places } from "./places.ts";
import { rebuilds } from "./rebuilds.ts";
import { rockRidge } from "./rock-ridge.ts";
import { rooted } from "./roots.ts";
import { seals } from "./seals.ts";
import { sessions } from "./sessions.ts";
import { signed } from "./signatures.ts";
import { spaces } from "./spaces.ts";
import { systems } from "./systems.ts";
import { trees } from "./trees.ts";

const all = [
  ...content,
  ...[
    ...sessions,
    ...spaces,
    ...descriptors,
    ...systems,
    ...trees,
    ...numbers,
    ...directories,
    ...places,
    ...rockRidge,
  ],
  ...[
    ...names,
    ...seals,
    ...signed,
    ...rooted,
    ...rebuilds,
    ...logs,
    ...manifests,
    ...expectations,
    ...folders,
    ...contents,
  ],
  ...floods,
];

export const attacks: readonly Attack[] = families.flatMap((family) =>
  all.filter((attack) => attack.family === family),
);
