// The statements of reviewers that a seal holds, those that differ too. docs/spec/rebuild.md

import type { Note } from "../../format/notes/note.ts";
import type { RootKey } from "../../format/notes/trust-root.ts";
import { type Bilingual, inBoth } from "../../format/text/bilingual.ts";
import { compareText } from "../../format/text/decode.ts";
import {
  contradictionsOf,
  isAboutKit,
  judgeRebuild,
  type RebuildJudge,
  type Statement,
  shortfallsOf,
  speakers,
} from "../rebuilds.ts";
import { describeRebuildFault, describeUnconfirmed } from "../words.ts";
import { SealError } from "./error.ts";
import { foreignRemarks, type NoteFile, namesOf } from "./lines.ts";

/** A statement as the seal holds it: its text and the one line of the reviewer who makes it. */
export interface SealedStatement extends Statement {
  readonly note: Note;
}

export interface SealedStatements {
  /** In order of raw key and scope, each once. */
  readonly statements: readonly SealedStatement[];
  /** Lines that were left out. */
  readonly remarks: readonly Bilingual[];
}

const onlyReviewers: Bilingual = {
  nl: "daar mag alleen een geldige regel van een nabouwer staan",
  en: "only a reviewer's valid line may stand there",
};
const it: Bilingual = { nl: "", en: "it " };

/** Throws SealError REBUILD for whatever is no statement on this release: nothing that was given is left out of a seal unsaid. */
export async function judgeRebuilds(files: readonly NoteFile[], judge: RebuildJudge): Promise<SealedStatements> {
  const statements: SealedStatement[] = [];
  const remarks: Bilingual[] = [];
  for (const { path, note } of files) {
    const { rebuild, fault, unconfirmed, idle, ...judged } = await judgeRebuild(note, judge);
    if (fault !== undefined) {
      const whom = fault.code === "NO_REVIEWER" ? whomWeAsk(judge) : undefined;
      throw new SealError(
        "REBUILD",
        inBoth((l) => `${path}: ${it[l]}${describeRebuildFault(fault, l)}${whom === undefined ? "" : `: ${whom[l]}`}`),
      );
    }
    const [line] = unconfirmed;
    if (line !== undefined)
      throw new SealError("REBUILD", {
        nl: `${path}: ${describeUnconfirmed(line, "nl")}: vraag het bestand opnieuw`,
        en: `${path}: it ${describeUnconfirmed(line)}: get the note again`,
      });
    if (isAboutKit(rebuild))
      throw new SealError("REBUILD", {
        nl: `${path}: gaat over de kit: zo’n verklaring wordt naast de versie gepubliceerd en nooit verzegeld, omdat oudere controleprogramma’s de schijf dan zouden weigeren: laat hem weg, en publiceer hem`,
        en: `${path}: it is about the kit: such a statement is published beside the release and never sealed, because older verifiers would refuse the disc: leave it out, and publish it`,
      });
    if (contradictionsOf(rebuild, judge.release).length > 0)
      throw new SealError("REBUILD", {
        nl: `${path}: zegt "gelijk", maar de hashcodes erin zijn niet die van de versie: vraag de nabouwer`,
        en: `${path}: says "agrees", but its digests are not the release's: ask the reviewer`,
      });
    for (const statement of judged.statements)
      statements.push({ ...statement, note: { text: note.text, signatures: [statement.line] } });
    remarks.push(...foreignRemarks(path, idle, onlyReviewers));
  }
  statements.sort((a, b) => compareText(placeOf(a), placeOf(b)));
  const twice = statements.find((one, i) => i > 0 && placeOf(one) === placeOf(statements[i - 1] ?? one));
  if (twice !== undefined)
    throw new SealError("REBUILD", {
      nl: `verwacht van elke nabouwer één verklaring per omvang, gevonden twee van ${twice.by.vkey.name} over ${twice.rebuild.scope}: kies de goede`,
      en: `expected one statement a reviewer and scope, found two by ${twice.by.vkey.name} on ${twice.rebuild.scope}: choose the right one`,
    });
  return { statements, remarks };
}

/** Whose agreement would count, and who has said nothing of the image yet; those revoked in any known root left out. */
export function silentReviewers(statements: readonly Statement[], judge: RebuildJudge): RootKey[] {
  const spoken = statements.filter(({ rebuild }) => !shortfallsOf(rebuild, judge.release).includes("SOURCE"));
  const gone = [...judge.roots.flatMap(({ revoked }) => revoked), ...spoken.map(({ by }) => by.vkey.raw)];
  return speakers(judge, "agrees").filter(({ vkey }) => !gone.includes(vkey.raw));
}

const placeOf = ({ by, rebuild }: Statement) => `${by.vkey.raw} ${rebuild.scope}`;

/** Whose agreement would count. */
function whomWeAsk(judge: RebuildJudge): Bilingual {
  const keys = speakers(judge, "agrees");
  return keys.length === 0
    ? {
        nl: "van deze versie wordt geen nabouwen gevraagd; alleen een verklaring dat het verschilt mag mee in het zegel",
        en: "of this release no rebuilds are asked; only a reviewer's statement that it differs may be sealed with it",
      }
    : { nl: `verwacht één van ${namesOf(keys, "niemand")}`, en: `expected one of ${namesOf(keys)}` };
}
