// Which code ran, by V8's own block coverage: https://chromedevtools.github.io/devtools-protocol/v8/Profiler/
// V8 reports ranges whose edges move from run to run (a block that ran as often as the one around it is not named), so what
// is kept is one mark for each character of source.

import { readFileSync } from "node:fs";
import { type Profiler, Session } from "node:inspector";
import { fileURLToPath } from "node:url";

interface Script {
  /** 1: this character ran. */
  readonly ran: Uint8Array;
  /** Functions by where they begin, and whether they ran. */
  readonly functions: Map<string, boolean>;
  /** Where blocks begin or end. */
  readonly edges: Set<number>;
}

/** Of one or more runs, not yet marked. */
export type Taken = readonly { readonly script: Script; readonly functions: readonly Profiler.FunctionCoverage[] }[];

export interface CoverageFigures {
  readonly functions: number;
  readonly functionsRun: number;
  readonly blocks: number;
  readonly blocksRun: number;
}

export class Coverage {
  readonly #session = new Session();
  readonly #rooms: readonly string[];
  readonly #scripts = new Map<string, Script>();

  /** `rooms`: folders of src whose code counts. Start it before they are loaded. */
  constructor(rooms: readonly string[]) {
    this.#rooms = rooms.map((room) => `/src/${room}/`);
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** What ran since the last call. */
  take(): Taken {
    let found: Profiler.ScriptCoverage[] = [];
    this.#session.post("Profiler.takePreciseCoverage", (error, taken) => {
      if (error !== null) throw error;
      found = taken.result;
    });
    return found // the session is this thread's own: it has answered by now
      .filter(({ url }) => this.#rooms.some((room) => url.includes(room)))
      .map(({ url, functions }) => ({ script: this.#script(url), functions }));
  }

  /** Whether anything in it is not marked. */
  isNews(taken: Taken): boolean {
    return taken.some(({ script, functions }) => isNews(script.ran, marksOf(script, functions)));
  }

  mark(taken: Taken): void {
    for (const { script, functions } of taken) {
      const marks = marksOf(script, functions);
      for (let i = 0; i < marks.length; i++) script.ran[i] = (script.ran[i] ?? 0) | (marks[i] ?? 0);
      for (const { functionName, ranges } of functions) {
        const id = `${ranges[0]?.startOffset} ${functionName}`;
        script.functions.set(id, script.functions.get(id) === true || (ranges[0]?.count ?? 0) > 0);
        for (const { startOffset, endOffset } of ranges) script.edges.add(startOffset).add(endOffset);
      }
    }
  }

  /** Takes all marks away. */
  forget(): void {
    for (const script of this.#scripts.values()) script.ran.fill(0);
  }

  #script(url: string): Script {
    const known = this.#scripts.get(url);
    if (known !== undefined) return known;
    const length = readFileSync(fileURLToPath(url), "utf8").length;
    const script: Script = { ran: new Uint8Array(length), functions: new Map(), edges: new Set() };
    this.#scripts.set(url, script);
    return script;
  }

  /** Of the folder `room`; a block is a stretch of source between two edges that V8 ever reported. */
  figures(room: string): CoverageFigures {
    const scripts = [...this.#scripts].filter(([url]) => url.includes(`/src/${room}/`)).map(([, script]) => script);
    const functions = scripts.flatMap((script) => [...script.functions.values()]);
    const blocks = scripts.flatMap(({ ran, edges }) => [...edges].filter((at) => at < ran.length).map((at) => ran[at]));
    const count = (all: readonly unknown[]) => all.filter(Boolean).length;
    return {
      ...{ functions: functions.length, functionsRun: count(functions) },
      ...{ blocks: blocks.length, blocksRun: count(blocks) },
    };
  }

  /** The functions of `room` that never ran, and the stretches of source in others that did not: for a person to read. */
  gaps(room: string): string[] {
    return [...this.#scripts]
      .filter(([url]) => url.includes(`/src/${room}/`))
      .flatMap(([url, script]) => gapsOf(url, script));
  }
}

/** Functions and the ranges in them come outer ones first: the innermost says what ran. */
function marksOf(script: Script, functions: readonly Profiler.FunctionCoverage[]): Uint8Array {
  const marks = new Uint8Array(script.ran.length);
  for (const { ranges } of functions)
    for (const { startOffset, endOffset, count } of ranges) marks.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return marks;
}

function isNews(ran: Uint8Array, marks: Uint8Array): boolean {
  for (let i = 0; i < marks.length; i++) if (marks[i] === 1 && ran[i] === 0) return true;
  return false;
}

function gapsOf(url: string, { ran }: Script): string[] {
  const source = readFileSync(fileURLToPath(url), "utf8");
  const gaps: string[] = [];
  for (let at = 0; at < ran.length; ) {
    if (ran[at] === 1) at++;
    else {
      const end = ran.indexOf(1, at) === -1 ? ran.length : ran.indexOf(1, at);
      const line = source.slice(0, at).split("\n").length;
      gaps.push(`${url.slice(url.indexOf("/src/") + 1)}:${line}: ${source.slice(at, end).trim().slice(0, 100)}`);
      at = end;
    }
  }
  return gaps;
}
