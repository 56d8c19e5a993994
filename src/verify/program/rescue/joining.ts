// A rescue under way: discs are opened, looked at, taken from and closed, and what came of them is judged by the verifier.

import { existsSync, realpathSync, statSync } from "node:fs";
import { encodeUtf8 } from "../../../format/index.ts";
import { found, judgeAnchor, readExpectation } from "../../../trust/index.ts";
import { builtIn } from "../../built-in.ts";
import { thenClose } from "../../node/hung.ts";
import { nodePlatform } from "../../node/platform.ts";
import { type OpenTarget, openTarget } from "../../node/target.ts";
import { watched } from "../../node/watch.ts";
import type { DiscSink } from "../../proof/ports.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { demandSense, readLoose } from "../../proof/verify.ts";
import type { VerificationRecord } from "../../record/record.ts";
import type { Given } from "../../rescue/fill.ts";
import { type Judge, type Known, know } from "../../rescue/input.ts";
import type { Mended } from "../../rescue/mend.ts";
import { Rescue } from "../../rescue/rescue.ts";
import { SilentMedium } from "../../silence.ts";
import { checkTarget, readNote, readRecall } from "../main.ts";
import type { Options } from "../options.ts";
import { refuseInside } from "../output/folders.ts";
import { ProgressLine } from "../progress.ts";
import { PartFile, workNames } from "./part-file.ts";

/** An input that is open. */
interface OpenInput {
  readonly known: Known;
  readonly isDrive: boolean;
  close(): Promise<void>;
}

/** What the verifier says of what came of it. */
export interface Judged {
  readonly record: VerificationRecord;
  /** Undefined: nothing had to be looked for. */
  readonly mended: Mended | undefined;
}

export class Joining {
  readonly #options: Options;
  readonly #out: string;
  readonly #part: PartFile;
  readonly #judge: Judge;
  #rescue: Rescue | undefined;
  #open: OpenInput[] = [];

  private constructor(options: Options, out: string, part: PartFile, judge: Judge) {
    this.#options = options;
    this.#out = out;
    this.#part = part;
    this.#judge = judge;
  }

  /**
   * `out`: the new image. `options`: as for `verify` of it. Rejects FilesError where it cannot be made, VerifyError GEBRUIK where what was
   * given makes no sense.
   */
  static async open(out: string, options: Options): Promise<Joining> {
    const judge = await makeJudge(options);
    return new Joining(options, out, await PartFile.open(out), judge);
  }

  /** Undefined until the first input was taken from. */
  get rescue(): Rescue | undefined {
    return this.#rescue;
  }

  /** Where what was read lies until the image has its name. */
  get partName(): string {
    return this.#part.name;
  }

  /**
   * Takes from all of these what is missing, in this order. None is taken from unless all may join. Rejects RescueError, VerifyError,
   * FilesError, the system's errors.
   */
  async add(targets: readonly string[], stop?: AbortSignal): Promise<readonly Given[]> {
    try {
      return await this.#add(targets, stop);
    } catch (error) {
      if (error instanceof SilentMedium) this.#open = []; // closing it would wait as long once more
      throw error;
    }
  }

  async #add(targets: readonly string[], stop: AbortSignal | undefined): Promise<readonly Given[]> {
    refuseTwice(targets);
    const opened: OpenInput[] = [];
    for (const target of targets) {
      refuseOutputs(target, this.#out, this.#options.records);
      const input = await openInput(target, this.#judge);
      this.#open.push(input);
      opened.push(input);
    }
    const known = opened.map((input) => input.known);
    this.#rescue ??= await Rescue.begin(this.#judge, this.#part, this.#part.earlier, known);
    const pieces = [];
    for (const input of known) pieces.push(await this.#rescue.admit(input));
    const given: Given[] = [];
    for (const [i, { known: input, isDrive }] of opened.entries()) {
      const progress = new ProgressLine(this.#options.language, { isDrive, times: 1 });
      const piece = pieces[i];
      if (piece === undefined) continue;
      const show = (done: number, total: number) => {
        stop?.throwIfAborted();
        progress.show(done, total);
      };
      given.push(await this.#rescue.join(input, piece, show).finally(() => progress.clear()));
    }
    return given;
  }

  /**
   * When nothing is missing: the verifier's word on the part, from its start; where its digest disagrees, once more after what is wrong was
   * taken from another input. After ECHT it has its name. Rejects as `add` does.
   */
  async judge(sink?: DiscSink, stop?: AbortSignal): Promise<Judged> {
    const first = await this.#verify(sink, stop);
    const isWhole = first.record.imageSha256 === this.#rescue?.trusted.release.imageSha256;
    if (this.#rescue === undefined || isWhole) return { record: await this.#named(first), mended: undefined };
    const mended = await this.#rescue.mend(this.#open.map(({ known }) => known));
    return { record: mended.isGood ? await this.#named(await this.#verify(sink, stop)) : first.record, mended };
  }

  async #verify(sink: DiscSink | undefined, stop: AbortSignal | undefined) {
    await this.#part.letGo();
    const identity = this.#part.identity();
    const count = this.#rescue?.inputs ?? 0;
    const record = await checkTarget({ ...this.#options, target: this.#part.name }, sink, stop, {
      notes: this.#rescue?.beside ?? [],
      name: this.#out,
      facts: [{ step: "image", refusal: undefined, ...found("JOINED", { count }) }],
    });
    return { record, identity };
  }

  async #named({ record, identity }: { record: VerificationRecord; identity: string }): Promise<VerificationRecord> {
    if (record.verdict === "ECHT") await this.#part.giveName(identity);
    return record;
  }

  /** The discs: before another is put into the drive. Rejects where a drive does not answer. */
  async closeInputs(): Promise<void> {
    const open = this.#open;
    this.#open = [];
    for (const input of open)
      await thenClose(
        () => input.close(),
        async () => undefined,
      );
  }

  /** What was read so far stays for the next time. */
  async close(): Promise<void> {
    await this.#part.close();
    await this.closeInputs();
  }
}

/** Steps 1 and 2 of docs/spec/verification.md, before anything is read. Throws VerifyError GEBRUIK. */
async function makeJudge(options: Options): Promise<Judge> {
  const { language } = options;
  const today = new Date().toISOString().slice(0, 10);
  const roots = {
    builtIn: builtIn.roots.map(encodeUtf8),
    given: options.roots.map((path) => readNote(path, language)),
  };
  const notes = [
    ...options.notes.map((path) => readNote(path, language)),
    ...options.recalls.map((path) => readRecall(path, language)),
  ];
  const { findings, value: anchor } = await judgeAnchor(roots, today, nodePlatform.check);
  if (anchor === undefined)
    throw new VerifyError(
      "GEBRUIK",
      `--root: there is no good trust root to judge by (${findings.map(({ code }) => code).join(", ")})`,
    );
  const loose = demandSense(() => readLoose({ notes, recallCodes: options.recallCodes }));
  return {
    outside: { anchor, loose, today },
    expected: demandSense(() => readExpectation(options).expected),
    platform: nodePlatform,
  };
}

/** Rejects VerifyError GEBRUIK for what has no sectors. */
async function openInput(target: string, judge: Judge): Promise<OpenInput> {
  const opened: OpenTarget = await openTarget(target);
  const close = () => opened.close();
  const { source } = opened;
  if (source.kind !== "image") {
    await close();
    throw new VerifyError("GEBRUIK", {
      nl: `${target}: dit is een map. Van een map zijn geen krassen te herstellen: neem de schijf zelf of een ISO-bestand ervan`,
      en: `${target}: expected a drive or an image file, found a folder: its sectors cannot be read`,
    });
  }
  const { medium } = source;
  try {
    return { known: await know({ name: target, medium }, judge), isDrive: medium.kind === "drive", close };
  } catch (error) {
    await thenClose(close, () => Promise.reject(error));
    throw error;
  }
}

/** The same drive or file under two names is one input. Throws VerifyError GEBRUIK. */
function refuseTwice(targets: readonly string[]): void {
  const places = targets.map(placeOf);
  const twice = targets.find((_, i) => places.indexOf(places[i] ?? "") < i);
  if (twice !== undefined)
    throw new VerifyError("GEBRUIK", {
      nl: `${twice} staat er twee keer. Geef elke schijf één keer op`,
      en: `${twice} is given twice: give each disc once`,
    });
}

function placeOf(target: string): string {
  try {
    return watched(target, () => {
      const { dev, ino, rdev } = statSync(target, { bigint: true });
      return ino === 0n ? realpathSync(target) : `${dev} ${ino} ${rdev}`;
    });
  } catch {
    return target; // opening it will say why
  }
}

/** Throws VerifyError GEBRUIK where the new file, its records, or what is put together, would be an input or lie on one. */
function refuseOutputs(target: string, out: string, records: readonly string[]): void {
  const outputs = [out, ...Object.values(workNames(out)), ...records];
  const places = outputs.filter((path) => existsSync(path)).map(placeOf);
  if (places.includes(placeOf(target)))
    throw new VerifyError("GEBRUIK", {
      nl: `${target}: dit is het bestand dat gemaakt wordt. Neem een andere schijf of een ander ISO-bestand`,
      en: `${target}: is what is being made: take another disc, or choose another name for the new file`,
    });
  watched(target, () => refuseInside(target, outputs));
}
