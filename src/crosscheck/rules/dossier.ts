// I1 and I2: the files of one election, sorted by what they are, one for each authority.

import type {
  Candidates,
  Count,
  Definition,
  Message,
  ReadMessage,
  ReadSheet,
  Result,
  Stations,
} from "../read/model.ts";
import type { FindingPart, Findings } from "./findings.ts";

export interface Dossier {
  readonly definitions: readonly ReadMessage<Definition>[];
  readonly stations: readonly ReadMessage<Stations>[];
  readonly candidates: readonly ReadMessage<Candidates>[];
  readonly counts: readonly ReadMessage<Count>[];
  readonly results: readonly ReadMessage<Result>[];
  readonly sheets: readonly ReadSheet[];
  /** Counts that a correction replaced, and files in whose place a person named another. */
  readonly replaced: readonly ReadMessage[];
}

/** `chosen`: digests of files that a person named to be used where there are two. */
export function sortFiles(
  messages: readonly ReadMessage[],
  sheets: readonly ReadSheet[],
  chosen: ReadonlySet<string>,
  findings: Findings,
): Dossier {
  judgeElection(messages, findings);
  const replaced: ReadMessage[] = [];
  const used: ReadMessage[] = [];
  for (const group of groupsOf(messages)) {
    const one = oneOf(group, chosen, findings);
    used.push(one);
    replaced.push(...group.filter((file) => file !== one));
  }
  const of = <Kind extends Message>(...kinds: readonly string[]) =>
    used.filter(({ message }) => kinds.includes(message.kind)) as unknown as ReadMessage<Kind>[];
  return {
    definitions: of<Definition>("110a"),
    stations: of<Stations>("110b"),
    candidates: of<Candidates>("230b"),
    counts: of<Count>("510b", "510c", "510d"),
    results: of<Result>("520"),
    sheets,
    replaced,
  };
}

/** I1: each file is held against the first. */
function judgeElection(messages: readonly ReadMessage[], findings: Findings): void {
  const [first, ...others] = messages;
  if (first === undefined) return;
  let domain = first.message.election.domain === undefined ? undefined : first;
  for (const file of others) {
    const [a, b] = [first.message.election, file.message.election];
    const differs = (part: FindingPart, found: string, expected: string, other = first) =>
      findings.add({ code: "I1", file: file.source.path, other: other.source.path, part, found, expected });
    if (a.id !== b.id) differs("election", b.id, a.id);
    else if (a.date !== b.date) differs("date", b.date, a.date);
    else if (b.domain !== undefined && domain !== undefined) {
      const [found, expected] = [domainText(file), domainText(domain)];
      const isSame =
        b.domain.id !== undefined && domain.message.election.domain?.id !== undefined
          ? b.domain.id === domain.message.election.domain.id
          : b.domain.name === domain.message.election.domain?.name;
      if (!isSame) differs("domain", found, expected, domain);
    }
    if (domain === undefined && b.domain !== undefined) domain = file;
  }
}

function domainText({ message }: ReadMessage): string {
  const { domain } = message.election;
  return [domain?.id ?? "", domain?.name ?? ""].join(" ").trim();
}

/** Files that say to be of the same kind and the same authority in the same election: of them one is used. */
function groupsOf(messages: readonly ReadMessage[]): ReadMessage[][] {
  const groups = new Map<string, ReadMessage[]>();
  for (const file of messages) {
    const { kind, election } = file.message;
    const key = JSON.stringify([kind, election.id, whose(file.message)]);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()];
}

/** A definition, a result and the count of the whole election exist once; lists once a district, all handed in at one bureau. */
function whose(message: Message): string {
  if (message.kind === "230b") return message.contest.id;
  if (message.kind === "110b") return message.municipality.id;
  // A district that it names makes no second count of a municipality: then one of the two would be compared with nothing.
  if (message.kind === "510b" || message.kind === "510c") return message.authority.id;
  return "";
}

/** I2: which of several files for one authority is used. A later time alone never decides. */
function oneOf(group: readonly ReadMessage[], chosen: ReadonlySet<string>, findings: Findings): ReadMessage {
  const first = group[0] as ReadMessage;
  const named = group.filter(({ source }) => chosen.has(source.sha256));
  if (named.length === 1) return named[0] as ReadMessage;
  const corrections = group.filter(({ message }) => "phase" in message && message.phase === "corrigendum");
  if (group.length === 1) return first;
  if (corrections.length === 1 && group.length === 2) return corrections[0] as ReadMessage;
  for (const file of group.slice(1))
    findings.add({
      code: "I2",
      file: file.source.path,
      other: first.source.path,
      part: corrections.length > 1 ? "two-corrections" : "two-files",
    });
  return corrections[0] ?? first;
}
