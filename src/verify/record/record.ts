// The record: the report, the program, the machine, and what people filled in. docs/spec/record.md

import { codeForms, encodeCodeGroups, textDigest } from "../../format/index.ts";
import type { Report } from "../proof/report.ts";
import { goodReceipt, type RecordReceipt, stopReceipt } from "./receipt.ts";
import type { Machine, Tool } from "./tool.ts";

export const answers = ["ja", "nee", "nvt"] as const;
export type Answer = (typeof answers)[number];

/** What people say, not what was measured: never part of the control number, so that pen and keyboard give the same one. */
export interface FilledIn {
  readonly municipality: string | undefined;
  readonly envelope: string | undefined;
  /** The computer's name, where the program cannot know it: a browser tells none. */
  readonly computer: string | undefined;
  /** At most two. */
  readonly persons: readonly string[];
  /** To the numbered instructions for use. */
  readonly answers: readonly { readonly step: number; readonly answer: Answer }[];
}

/** The computer's name as the program measured it, else as somebody typed it; undefined: nobody says. */
export function computerOf({
  machine,
  filledIn,
}: Pick<VerificationRecord, "machine" | "filledIn">): string | undefined {
  return machine.host === "" ? filledIn.computer : machine.host;
}

/** All that was measured. The order of the fields is that of the file. */
interface Measured extends Report {
  readonly format: "zegel/record v1";
  /** UTC, by the machine's clock. */
  readonly checkedOn: string;
  readonly tool: Tool;
  readonly machine: Machine;
}

export interface VerificationRecord extends Measured {
  readonly filledIn: FilledIn;
  /** What is read out: after a refusal always, after ECHT where the disc was reported with the key of its letter. */
  readonly receipt: RecordReceipt | undefined;
  /** Three groups of five, as in a zegelcode. */
  readonly controlNumber: string;
}

export function makeRecord(
  report: Report,
  tool: Tool,
  machine: Machine,
  now: Date,
  filledIn: FilledIn,
): VerificationRecord {
  const { verdict, refusals, exitCode, ...rest } = report;
  const head = { format: "zegel/record v1", checkedOn: now.toISOString(), verdict, refusals, exitCode } as const;
  const measured: Measured = { ...head, ...rest, tool, machine };
  const controlNumber = controlNumberOf(measured);
  return { ...measured, filledIn, receipt: stopReceipt(report, controlNumber), controlNumber };
}

/**
 * A record of ECHT with its afmeldcode, and the envelope that the code was made for as the one that people filled in. `key` and
 * `envelope` as for goodReceipt, which throws likewise.
 */
export function withReceipt(record: VerificationRecord, key: Uint8Array, envelope: string): VerificationRecord {
  const receipt = goodReceipt(record, record.controlNumber, key, envelope);
  return { ...record, filledIn: { ...record.filledIn, envelope }, receipt };
}

/**
 * 60 bits of the SHA-256 of the record's bytes before the line `  "filledIn": {`: what stock tools cut out of the file
 * with one command. docs/spec/record.md, "Control number"
 */
function controlNumberOf(measured: Measured): string {
  const whole = encodeJson(measured);
  const start = `${whole.slice(0, -"\n}".length)},\n`;
  const { groups, first } = codeForms.control;
  return encodeCodeGroups(textDigest(start), groups, first);
}

/** The file `NAME.json`, and what `--json` prints. */
export function encodeRecord(record: VerificationRecord): string {
  return `${encodeJson(record)}\n`;
}

/** Indented by two. What could steer a terminal or hide (JSON itself escapes only the first 32) is escaped. */
function encodeJson(value: object): string {
  return JSON.stringify(value, null, 2).replace(/[\u007f-\u009f\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
