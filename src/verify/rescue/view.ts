// An image as it would be with some of its sectors from an input. Nothing is written: what is not known to be right stays a proposal.

import { sectorBytes } from "../../iso9660/index.ts";
import type { Medium } from "../proof/ports.ts";
import { answer, CarefulReader } from "../proof/read/careful.ts";
import { chunkBytes } from "../proof/read/prefix.ts";
import type { Part } from "./fill.ts";
import type { Input } from "./input.ts";
import { common, inUnits, rest, type Stretch, type Stretches } from "./stretches.ts";

/** Whole sectors that are taken from an input; where that cannot be read, what lies below stays. */
export interface Layer {
  readonly input: Input;
  readonly stretches: Stretches;
}

/** The part, and over it what is proposed: later layers over earlier ones. */
export class View implements Medium {
  readonly kind = "file";
  readonly bytes: number;
  readonly layers: Layer[] = [];
  readonly #part: Part;

  constructor(part: Part, bytes: number) {
    this.#part = part;
    this.bytes = bytes;
  }

  async isUnchanged(): Promise<boolean> {
    return true;
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    const to = Math.min(this.bytes, position + into.length);
    if (to <= position) return 0;
    const bytes = into.subarray(0, to - position);
    await this.#part.read(position, bytes);
    for (const { input, stretches } of this.layers)
      for (const piece of common([{ from: position, to }], stretches))
        await readOver(input, piece, bytes.subarray(piece.from - position, piece.to - position));
    return bytes.length;
  }
}

/** Puts what can be read of the input over `into`. A drive reads whole sectors only. */
async function readOver({ medium }: Input, piece: Stretch, into: Uint8Array): Promise<void> {
  const [whole = piece] = inUnits([piece], sectorBytes);
  const end = Math.min(whole.to, medium.bytes ?? whole.to);
  if (end <= whole.from) return;
  const bytes = new Uint8Array(end - whole.from);
  const reader = new CarefulReader();
  await answer(reader.read(whole.from, bytes), medium);
  const came = rest(
    reader.gaps.map(({ from, to }) => ({ from: from - whole.from, to: to - whole.from })),
    bytes.length,
  );
  const wanted = { from: piece.from - whole.from, to: piece.to - whole.from };
  for (const { from, to } of common(came, [wanted])) into.set(bytes.subarray(from, to), from - wanted.from);
}

/** Hands over the bytes of a stretch in order, in pieces. */
export async function readThrough(
  medium: Pick<View, "read">,
  { from, to }: Stretch,
  take: (bytes: Uint8Array, position: number) => void | Promise<void>,
): Promise<void> {
  for (let at = from; at < to; at += chunkBytes) {
    const bytes = new Uint8Array(Math.min(chunkBytes, to - at));
    await medium.read(at, bytes);
    await take(bytes, at);
  }
}
