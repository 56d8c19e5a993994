// What is wrong with a disc, and where: which directory, which file, which sector. What is found here is added to what the proof found,
// so it can turn a yes into a no and never a no into a yes. docs/spec/verification.md steps 3, 9, 11 and 12

import { IsoError } from "../../iso9660/index.ts";
import { found } from "../../trust/index.ts";
import type { DiscAtHand, DiscSeen, Explained, Explainer, Listening, Platform } from "../proof/ports.ts";
import { judgeFiles } from "./files.ts";
import { cutFile, otherFile } from "./recognise.ts";
import { countSectors } from "./sectors.ts";
import { judgeStructure } from "./structure.ts";
import { ZeroCheck } from "./zeros.ts";

/** The explainer that verifyWith is handed. `platform`: for digests of texts in memory. */
export function makeExplainer(platform: Pick<Platform, "sha256">): Explainer {
  return { otherFile, cutFile, listen: (disc) => new DiscListener(disc, platform) };
}

/** Keeps the disc until its bytes have been read, and the places that are not zero meanwhile. */
class DiscListener implements Listening {
  readonly #disc: DiscAtHand;
  readonly #platform: Pick<Platform, "sha256">;
  readonly #zeros: ZeroCheck;

  constructor(disc: DiscAtHand, platform: Pick<Platform, "sha256">) {
    this.#disc = disc;
    this.#platform = platform;
    this.#zeros = new ZeroCheck(disc.volume instanceof IsoError ? [] : disc.volume.regions);
  }

  hear(position: number, bytes: Uint8Array): void {
    this.#zeros.update(position, bytes);
  }

  end(seen: DiscSeen): Explained {
    const { volume, release, capacity, passing } = this.#disc;
    const { manifest, gaps, isBehindRead } = seen;
    const { notZero } = this.#zeros;
    const regions = volume instanceof IsoError ? [] : volume.regions;
    const files =
      volume instanceof IsoError || manifest === undefined
        ? { files: undefined, manifest: [], filesCompared: 0, filesGood: 0 }
        : judgeFiles(volume, release, manifest, seen, this.#platform);
    return {
      structure: judgeStructure(volume, release),
      image: notZero.map(({ kind, from, count, path = "" }) => found("NOT_ZERO", { kind, from, count, path })),
      ...files,
      sectors: countSectors({ capacity, passed: passing, regions, notZero, gaps, isBehindRead }),
    };
  }
}
