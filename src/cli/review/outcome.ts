// What a review found of each disc and of the kit, and the statement that it makes of each: one that differs is written as readily as
// one that agrees. docs/spec/rebuild.md

import { programFile, toolVersions } from "../../build-iso/index.ts";
import type { KitName, Note, Release } from "../../format/index.ts";
import type { LintReport } from "../../lint/index.ts";
import {
  differsOf,
  environmentOf,
  newKitRebuild,
  newRebuild,
  type ReproductionReport,
  reproductionExitCodes,
} from "../../reproduce/index.ts";
import { toolVersion } from "../../verify/record/tool.ts";
import { exitContradicts } from "../bundle/sums.ts";
import { now } from "../reproduce/reproduce.ts";
import type { Chosen, ReviewDisc } from "./bundle.ts";

export interface ReviewedDisc {
  readonly disc: ReviewDisc;
  readonly lint: LintReport;
  readonly report: ReproductionReport;
  /** Where it differs, in one line as in the note; undefined: it agrees. */
  readonly differs: string | undefined;
}

export interface ReviewedKit {
  readonly kit: Chosen;
  readonly named: KitName;
  /** Which the kit names; undefined: none. */
  readonly revision: string | undefined;
  /** The newest trust root that is built into its verifiers, in words; undefined: none tells it. */
  readonly roots: string | undefined;
  /** Made again from its source. Undefined: not checked. */
  readonly again: { readonly differs: string | undefined; readonly source: string } | undefined;
}

export interface Review {
  readonly discs: readonly ReviewedDisc[];
  readonly kit: ReviewedKit | undefined;
}

/** A statement to be signed, and where it goes below the folder of notes, without an ending. */
export interface Statement {
  readonly note: Note;
  readonly scope: "image" | "kit";
  /** Number of the disc where the release has several: each has a folder, as each is a release of its own. */
  readonly folder: string | undefined;
}

export function reviewedDisc(disc: ReviewDisc, lint: LintReport, report: ReproductionReport): ReviewedDisc {
  if (report.release?.sha256 !== disc.sha256)
    throw new Error("another release was rebuilt than the one that was chosen");
  const differs = report.outcome === "same" ? undefined : (differsOf(report) ?? "image digest");
  return { disc, lint, report, differs };
}

/** Where the notes on a disc go, below the folder of notes; undefined: there is one disc. */
export const folderOf = ({ disc, manifests }: Release): Statement["folder"] =>
  manifests.length === 1 ? undefined : `${disc}`;

/** Of each disc one on the image, and one on the kit where that was made again. */
export async function statementsOf({ discs, kit }: Review): Promise<Statement[]> {
  const date = now();
  const tools = { ...(await toolVersions(programFile("xorrisofs"))), zegel: toolVersion };
  return discs.flatMap(({ disc: { release, sha256 }, report, differs }): Statement[] => {
    const folder = folderOf(release);
    const { imageSha256, manifestSha256 } = report.measured;
    const about = { release: sha256, date };
    const onImage = newRebuild({
      ...{ ...about, scope: "image", differs, imageSha256, manifestSha256 },
      environment: environmentOf(report),
    });
    const image: Statement = { note: onImage, scope: "image", folder };
    if (kit?.again === undefined) return [image];
    const environment = environmentOf({ tools, writers: undefined, surroundings: undefined });
    const onKit = newKitRebuild({ ...about, differs: kit.again.differs, environment }, release, kit.named);
    return [image, { note: onKit, scope: "kit", folder }];
  });
}

/** As of `zegel reproduce`, the first disc that is not the same deciding; 31 where only the kit differs. */
export function exitCodeOf({ discs, kit }: Review): number {
  const codes = discs.map(({ report }) => reproductionExitCodes[report.outcome]);
  return codes.find((code) => code !== 0) ?? (kit?.again?.differs === undefined ? 0 : exitContradicts);
}
