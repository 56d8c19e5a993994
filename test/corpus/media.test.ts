// A drive that lies: about its size, or by other bytes when it is asked a second time.

import { expect, test } from "vitest";
import { sealSize } from "../../src/format/index.ts";
import { Patch } from "../iso9660/patch.ts";
import { MemoryMedium, muteExplainer, quickPlatform, reasonsOf, verifyMedium } from "../verify/harness.ts";
import { sealMoved } from "./seals.ts";
import { goodDisc, program } from "./workshop.ts";

const platform = quickPlatform();

/** Gives `later` from the second time on that a byte is asked for, and notes what was asked. */
class TwoFacedMedium extends MemoryMedium {
  readonly asked: { from: number; to: number }[] = [];
  readonly #later: Uint8Array;
  #reached = 0;

  constructor(first: Uint8Array, later: Uint8Array, kind: "file" | "drive" = "file") {
    super(first, kind);
    this.#later = later;
  }

  override async read(position: number, into: Uint8Array): Promise<number> {
    this.asked.push({ from: position, to: position + into.length });
    const isAgain = position < this.#reached;
    this.#reached = Math.max(this.#reached, position + into.length);
    if (!isAgain) return super.read(position, into);
    into.set(this.#later.subarray(position, position + into.length));
    return into.length;
  }
}

function spoilt(): Uint8Array {
  const patch = new Patch(goodDisc().image);
  patch.setText(patch.sector(patch.lba(patch.record(program, "primary"))), "EVIL");
  return patch.image;
}

test("is asked for every byte once, in order: there is no second answer to choose", async () => {
  const medium = new TwoFacedMedium(goodDisc().image, spoilt());
  expect((await verifyMedium(medium, goodDisc(), {}, platform)).verdict).toBe("ECHT");
  let reached = 0;
  for (const { from, to } of medium.asked) {
    expect(from).toBe(reached);
    reached = to;
  }
  expect(reached).toBe(goodDisc().image.length);
  const other = new TwoFacedMedium(spoilt(), goodDisc().image);
  expect((await verifyMedium(other, goodDisc(), {}, platform)).verdict).toBe("GEWIJZIGD");
});

/** `said` bytes as far as its size goes. */
class BoastingMedium extends MemoryMedium {
  override readonly bytes: number;

  constructor(image: Uint8Array, said: number) {
    super(image);
    this.bytes = said;
  }
}

test("that calls itself larger or smaller than it is, or ends early, is never ECHT", async () => {
  const { image } = goodDisc();
  const said = async (bytes: number, of: Uint8Array = image) => {
    const report = await verifyMedium(new BoastingMedium(of, bytes), goodDisc(), {}, platform).catch(() => undefined);
    return report?.verdict ?? "FOUT";
  };
  expect(await said(image.length)).toBe("ECHT");
  expect(await said(image.length + 2048)).not.toBe("ECHT");
  expect(await said(image.length - 2048)).toBe("ONVOLLEDIG");
  expect(await said(image.length, image.subarray(0, image.length - 2048))).toBe("ONLEESBAAR"); // it shrank while it was read
  expect(await said(2 ** 50)).not.toBe("ECHT");
  expect(await said(0)).toBe("GEEN_ZEGELSCHIJF");
});

test("that shows the seal in its run-out and zeros there afterwards is refused by the seal's place alone", async () => {
  const { image } = goodDisc();
  const zeros = new Uint8Array(image.length + sealSize);
  zeros.set(image);
  const drive = (first: Uint8Array) => new TwoFacedMedium(first, zeros, "drive");
  const reportOf = (first: Uint8Array) => verifyMedium(drive(first), goodDisc(), {}, platform, muteExplainer);
  expect(reasonsOf(await reportOf(sealMoved(image.length)))).toEqual(["SEAL_ELSEWHERE"]);
  expect((await reportOf(zeros)).verdict).toBe("ECHT"); // run-out of zeros
});
