// What a witness answers a request: the checks of C2SP tlog-witness, in its order and with its statuses. Nothing is signed or remembered here.
// docs/spec/log-folder.md, "A witness"

import {
  type Bilingual,
  type Checkpoint,
  decodeHex,
  encodeUtf8,
  FormatError,
  type Note,
  parseCheckpoint,
  shown,
  tryParse,
  type VKey,
} from "../../format/index.ts";
import { isContinued } from "../../format/merkle.ts";
import type { SignatureCheck } from "../../trust/index.ts";
import { parseWitnessRequest, type WitnessRequest } from "./body.ts";
import { lastSeen, type WitnessState } from "./state.ts";

/** Why a request is not cosigned, by the number that C2SP gives it. */
export type RefusedStatus = 400 | 403 | 404 | 409 | 422;

export interface Refused {
  readonly status: RefusedStatus;
  readonly why: Bilingual;
  /** Entries of the tree that this witness saw last: with 409, what is to be asked from. */
  readonly seen?: number;
}

export interface Accepted {
  readonly status: 200;
  readonly head: Checkpoint;
  /** The text, and the lines by the log's key, which all hold. */
  readonly checkpoint: Note;
  /** What this witness saw last. */
  readonly before: Checkpoint;
}

/** `logKey`: of type 1; its name is the log's origin. Never throws for what is in `body`. */
export async function judgeRequest(
  body: Uint8Array,
  logKey: VKey,
  state: WitnessState,
  check: SignatureCheck,
): Promise<Accepted | Refused> {
  const request = tryParse(() => parseWitnessRequest(body));
  if (request instanceof FormatError) return malformed(request);
  const { text } = request.checkpoint;
  const [origin = ""] = text.split("\n", 1);
  if (origin !== logKey.name) return otherLog(origin, logKey.name);
  const head = tryParse(() => parseCheckpoint(text, 0));
  if (head instanceof FormatError) return malformed(head);
  const lines = request.checkpoint.signatures.filter(({ name, keyId }) => name === logKey.name && keyId === logKey.id);
  const key = decodeHex(logKey.raw, 32, "log key");
  const held = await Promise.all(
    lines.map(async ({ bytes }) => bytes.length === 64 && (await check(key, encodeUtf8(text), bytes))),
  );
  if (lines.length === 0 || held.includes(false)) return unsigned(logKey.name);
  const before = lastSeen(state, origin);
  return judgeGrowth(request, head, before) ?? { status: 200, head, before, checkpoint: { text, signatures: lines } };
}

/** Undefined: this tree continues the last one. */
function judgeGrowth({ old, hashes }: WitnessRequest, head: Checkpoint, before: Checkpoint): Refused | undefined {
  if (old > head.size)
    return {
      status: 400,
      why: {
        nl: `het verzoek spreekt zichzelf tegen: het logboek heeft ${head.size} regels, en het vraagt vanaf ${old}. Vraag een nieuw verzoek`,
        en: `the request contradicts itself: the log has ${head.size} entries, and it asks from ${old}. Have it made anew`,
      },
    };
  // A power cut may have taken the line and left the state. The very tree of the state is cosigned again whatever the request starts from:
  // it says nothing new, and whoever carried the stick need not go back for another request.
  if (old !== before.size)
    return before.size > 0 && isContinued(before, head, []) ? undefined : conflict(old, head, before.size);
  return isContinued(before, head, hashes) ? undefined : split(before);
}

function malformed(error: FormatError): Refused {
  return {
    status: 400,
    why: {
      nl: `dit is geen verzoek aan een getuige (${error.message}): geef het bestand dat zegel log request maakte`,
      en: `this is no request to a witness (${error.message}): give the file that zegel log request made`,
    },
  };
}

function otherLog(found: string, expected: string): Refused {
  return {
    status: 404,
    why: {
      nl: shown`dit verzoek is van het logboek ${found}, en de gegeven sleutel is van het logboek ${expected}: geef de sleutel van dit logboek, als u ook daarvan getuige bent`,
      en: shown`this request is of the log ${found}, and the key given is of the log ${expected}: give the key of this log, if you are its witness too`,
    },
  };
}

function unsigned(name: string): Refused {
  return {
    status: 403,
    why: {
      nl: shown`dit verzoek is niet ondertekend met de gegeven sleutel van ${name}: heeft het logboek een nieuwe sleutel, geef dan die; anders is dit niet van het logboek`,
      en: shown`this request is not signed with the key given of ${name}: if the log has a new key, give that one; if not, this is not the log's`,
    },
  };
}

function conflict(old: number, head: Checkpoint, seen: number): Refused {
  const isOlder = head.size < seen;
  return {
    status: 409,
    seen,
    why: isOlder
      ? {
          nl: `deze getuige zag het logboek al met ${seen} regels, en dit verzoek heeft er ${head.size}: dit is een ouder exemplaar van het logboek, of een andere tak. Vraag een nieuw verzoek vanaf ${seen}, en bewaar dit`,
          en: `this witness saw the log with ${seen} entries already, and this request has ${head.size}: it is an older copy of the log, or another branch. Ask for a new request from ${seen}, and keep this one`,
        }
      : {
          nl: `deze getuige zag het logboek het laatst met ${seen} regels, en dit verzoek gaat uit van ${old}: vraag een verzoek vanaf ${seen} (zegel log request, --from ${seen})`,
          en: `this witness saw the log last with ${seen} entries, and this request starts from ${old}: ask for a request from ${seen} (zegel log request, --from ${seen})`,
        },
  };
}

function split({ size }: Checkpoint): Refused {
  return {
    status: 422,
    why: {
      nl: `het verzoek bewijst niet dat dit logboek verdergaat op wat deze getuige het laatst zag (regels: ${size}). Er is niets ondertekend: bewaar dit verzoek, want het kan het bewijs zijn dat er twee logboeken zijn, en bel wie de vertrouwensbasis uitgeeft`,
      en: `the request does not prove that this log continues what this witness saw last (entries: ${size}). Nothing was signed: keep this request, for it may be the proof that there are two logs, and call whoever issues the trust root`,
    },
  };
}
