// What every ceremony begins and ends with, whatever it is about: program, past and machine; sticks, minutes and paper.

import { asPath, inFolder, type ScriptDraft, showRoot, stem } from "./script.ts";
import { pageTexts, stepTexts } from "./texts.ts";

/** First the program, then what the ceremony before left, then the machine: each is believed by what was judged before it. */
export function begin(draft: ScriptDraft, file: string): void {
  const { previous, previousSha256, trustRoot, trustRootSha256, program } = draft.ceremony;
  draft.step(stepTexts.program, draft.master, {
    commands: [["--version", ...draft.lang]],
    compare: [draft.block(pageTexts.program, program)],
  });
  const checks = [];
  if (previous !== undefined) {
    const judges = judgesOf(draft, previous.keys);
    checks.push(["ceremony", "verify", previous.transcript, "--note", previous.note, ...judges, ...draft.lang]);
  }
  if (trustRoot !== undefined) checks.push(showRoot(draft, trustRoot));
  const compare = [
    ...(previous === undefined ? [] : [draft.block(pageTexts.previousTranscript, previousSha256)]),
    ...(trustRoot === undefined ? [] : [draft.block(pageTexts.trustRoot, trustRootSha256)]),
  ];
  const ofFirst = trustRoot === undefined ? stepTexts.firstOfAll : stepTexts.rootInForce;
  draft.step(previous === undefined ? ofFirst : stepTexts.previous, draft.master, { commands: checks, compare });
  draft.step(stepTexts.machine, draft.master);
  const start = ["ceremony", "start", file, "-o", draft.transcript, ...draft.lang];
  draft.step(stepTexts.start, draft.master, { commands: [start], values: { file } });
  draft.note(stepTexts.presence, stepTexts.presenceNote);
}

/** Onto the sticks while the transcript is open, so that it says what was carried away. */
export function carryAway(draft: ScriptDraft, files: readonly string[]): void {
  for (const stick of draft.ceremony.sticks) {
    const commands = [["ceremony", "copy", ...files, asPath(stick), ...draft.lang]];
    draft.record(stepTexts.carryAway, draft.master, { commands, values: { stick } });
  }
}

export function end(draft: ScriptDraft): void {
  const { transcript, holders, master, ceremony } = draft;
  draft.note(stepTexts.compared, stepTexts.comparedNote);
  const minutes = stem(transcript, ".note");
  const signed = stem(transcript, ".signed.note");
  const block = draft.block(pageTexts.thisTranscript, undefined);
  const close = ["ceremony", "close", transcript, "-o", minutes, ...draft.lang];
  draft.step(stepTexts.close, master, { commands: [close], compare: [block] });
  const signedBy = (key: string) => stem(transcript, `.${key}.note`);
  for (const person of holders) {
    const key = `${inFolder(person, person.key)}.key`;
    const sign = ["sign", minutes, "--key", key, "-o", signedBy(person.key), ...draft.lang];
    draft.step(stepTexts.signMinutes, person, { commands: [sign], values: { name: person.name, key: person.key } });
  }
  const parts = holders.map(({ key }) => signedBy(key));
  draft.step(stepTexts.mergeMinutes, master, { commands: [["merge", ...parts, "-o", signed, ...draft.lang]] });
  const keys = holders.flatMap(({ key, publicKey }) => ["--key", publicKey ?? `${key}.pub`]);
  const verify = ["ceremony", "verify", transcript, "--note", signed, ...keys, ...draft.lang];
  draft.step(stepTexts.verify, master, { commands: [verify], compare: [block] });
  const last = ceremony.sticks.map((stick) => ["ceremony", "copy", transcript, signed, asPath(stick), ...draft.lang]);
  if (last.length > 0) draft.step(stepTexts.carryTranscript, master, { commands: last, compare: [block] });
  const text = ceremony.sticks.length > 0 ? stepTexts.paper : stepTexts.paperAndCopy;
  draft.step(text, master, { values: { files: `*.pub, *.note, ${transcript}` } });
}

/** Whose signatures count under the previous minutes: keys of those here, of the root, and of those named. */
function judgesOf({ ceremony, holders }: ScriptDraft, others: readonly string[]): string[] {
  const { trustRoot } = ceremony;
  const keys = [...holders.flatMap(({ publicKey }) => publicKey ?? []), ...others];
  return [...(trustRoot === undefined ? [] : ["--root", trustRoot]), ...keys.flatMap((key) => ["--key", key])];
}
