// Who holds a disc that was recalled: by the digest of its image, whatever envelope it lies in now. docs/spec/register.md, "Recall"

import { counts, type Envelope, lastOf, type Register } from "../register/index.ts";

/** A recalled disc that did not come back. */
export interface HeldDisc {
  /** Of the recall list. */
  readonly entry: number;
  /** In which the disc is found now: where only a letter was replaced, the one with the new letter. */
  readonly envelope: Envelope;
  readonly disc: number;
  readonly copy: number;
  readonly seal: string;
  /** False: by the register it never left the office. */
  readonly isSent: boolean;
}

/** `images`: those that are recalled, with their entries. In the order of their copies. */
export function heldDiscs({ copies }: Register, images: ReadonlyMap<string, number>): HeldDisc[] {
  return [...copies].flatMap(([copy, envelope]) => {
    const packed = envelope.discs.find((one) => one.copy === copy);
    const image = packed && envelope.release.discs.get(packed.disc)?.imageSha256;
    const entry = image === undefined ? undefined : images.get(image);
    if (packed === undefined || entry === undefined || isBack(envelope)) return [];
    const { disc, seal } = packed;
    return [{ entry, envelope, disc, copy, seal, isSent: lastOf(envelope.disc) !== undefined }];
  });
}

/**
 * Destroyed, back in the office, or ended before it was sent and reported by nobody. One that still counts and of which no line says
 * that it was sent may be under way all the same, and so may one that was lost: whoever is told STOP for nothing looks once more, whoever
 * is not told installs.
 */
function isBack(envelope: Envelope): boolean {
  const { destroyed, returned, ended, disc } = envelope;
  if (destroyed.length > 0) return true;
  const sent = lastOf(disc)?.sent;
  const back = returned.at(-1);
  if (sent !== undefined) return back !== undefined && back.line > sent.line;
  if (isReported(envelope)) return false;
  return back !== undefined || !(counts(envelope) || (ended?.how === "void" && ended.reason === "verloren"));
}

/** Whoever reported a disc had it, though nobody recorded that it was sent; under its number now, or under that of its letter before. */
function isReported(envelope: Envelope): boolean {
  for (let one: Envelope | undefined = envelope; one !== undefined; one = letterBefore(one))
    if (one.receipts.length + one.records.length > 0) return true;
  return false;
}

function letterBefore({ replaces }: Envelope): Envelope | undefined {
  return replaces?.ended?.how === "replaced" && replaces.ended.what === "letter" ? replaces : undefined;
}
