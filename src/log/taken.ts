// A checkpoint that was signed where the log's folder could not be written: it comes back as a file, and is looked at as anybody's would be.

import { join } from "node:path";
import { Lock } from "../files/lock.ts";
import { equalBytes, FormatError, type Note, parseCheckpoint, shown, tryParse } from "../format/index.ts";
import { logKeyOf, type SignatureCheck, sortLines, type TrustChain } from "../trust/index.ts";
import { LogError } from "./error.ts";
import { type LogFolder, treeOf } from "./folder.ts";
import { hasCheckpoint, readCheckpoint } from "./proof.ts";
import { storeCheckpoint } from "./signing.ts";

/**
 * Puts it into the log where it is of this very tree, not older than the one that is there, and signed by the log's key of the newest root
 * known; with that line alone. Throws LogError BRANCH, ENTRY, DAMAGED; FilesError.
 */
export async function takeCheckpoint(
  log: LogFolder,
  signed: Note,
  known: TrustChain,
  check: SignatureCheck,
): Promise<void> {
  const lock = Lock.take(join(log.path, "log.lock"), "is at work in this log");
  try {
    const head = tryParse(() => parseCheckpoint(signed.text, 0));
    if (head instanceof FormatError || head.origin !== log.origin || head.size > log.size) throw otherTree();
    if (!equalBytes(treeOf(log, head.size).rootHash(), head.rootHash)) throw otherTree();
    if (hasCheckpoint(log) && parseCheckpoint(readCheckpoint(log).text, 0).size > head.size) throw older(head.size);
    const { held } = await sortLines(signed, [logKeyOf(known.newest.root) ?? []].flat(), check);
    const [own] = held;
    if (own === undefined) throw unsigned(log.origin);
    await storeCheckpoint(log, { text: signed.text, signatures: [own.line] });
  } finally {
    lock.release();
  }
}

function otherTree(): LogError {
  return new LogError("BRANCH", {
    nl: "deze ondertekende stand is niet van dit logboek, of van een andere tak: er is niets gewijzigd; vraag na welk logboek is ondertekend",
    en: "this signed checkpoint is not of this log, or of another branch: nothing was changed; ask which log was signed",
  });
}

function older(size: number): LogError {
  return new LogError("BRANCH", {
    nl: `deze ondertekende stand (regels: ${size}) is ouder dan die er al is: er is niets gewijzigd`,
    en: `this signed checkpoint (entries: ${size}) is older than the one that is there: nothing was changed`,
  });
}

function unsigned(origin: string): LogError {
  return new LogError("ENTRY", {
    nl: shown`deze stand is niet ondertekend met de sleutel van het logboek ${origin} in de nieuwste vertrouwensbasis: er is niets gewijzigd; laat het logboek ondertekenen (zegel log sign)`,
    en: shown`this checkpoint is not signed with the key of the log ${origin} in the newest trust root: nothing was changed; have the log signed (zegel log sign)`,
  });
}
