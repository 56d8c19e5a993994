// Every sentence about a finding, Dutch and English: one entry a code, in five tables by what it is about.

import { discSentences } from "./sentences/disc.ts";
import { joined, type Sentences } from "./sentences/entry.ts";
import { filesSentences } from "./sentences/files.ts";
import { logSentences } from "./sentences/log.ts";
import { notesSentences } from "./sentences/notes.ts";
import { outsideSentences } from "./sentences/outside.ts";

export const sentences: Sentences = joined(
  joined(joined(outsideSentences, notesSentences), logSentences),
  joined(discSentences, filesSentences),
);
