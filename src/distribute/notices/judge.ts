// A recall list against what a register knows of recalls: is it the one that was told, or one that goes on from it? docs/spec/register.md,
// "Recall"

import { type Recall, textDigest } from "../../format/index.ts";
import { type Fact, type FactOf, type Register, RegisterError } from "../register/index.ts";

type Notice = Register["notices"] extends ReadonlyMap<number, infer T> ? T : never;

/** The line of each entry, digested: the same image with another reason is another list. */
function entryDigests(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("recalled "))
    .map((line) => textDigest(`${line}\n`));
}

/** The last line that says that one was told of this very list by this channel, by recipient: nobody is told so twice unless that is asked for. */
export function toldBy(
  { notices }: Register,
  list: number,
  channel: FactOf<"notice">["channel"],
): ReadonlyMap<string, Notice> {
  const told = [...notices.values()].filter((one) => one.list === list && one.channel === channel);
  return new Map(told.map((one) => [one.recipient, one]));
}

/**
 * What the register has to take in first: entries that it does not know. `text`: of the list, whose quorum holds. Throws RegisterError
 * RULE for an older list, and for one that is no continuation of what recipients were told before.
 */
export function newEntries(
  { recalled }: Register,
  { recalled: listed }: Recall,
  text: string,
  by: string,
): readonly Fact[] {
  const digests = entryDigests(text);
  if (listed.length < recalled.length)
    throw new RegisterError("RULE", {
      nl: `dit is intreklijst ${listed.length}, en intreklijst ${recalled.length} is al doorgegeven: neem de nieuwste`,
      en: `this is recall list ${listed.length}, and list ${recalled.length} was told already: take the newest`,
    });
  const other = recalled.find(
    ({ entry, imageSha256, entrySha256 }) =>
      listed[entry - 1]?.imageSha256 !== imageSha256 || digests[entry - 1] !== entrySha256,
  );
  if (other !== undefined)
    throw new RegisterError("RULE", {
      nl: `nummer ${other.entry} van deze intreklijst is niet wat eerder is doorgegeven (regel ${other.line}): een lijst groeit alleen. Geef die niet door; twee lijsten met één nummer: bel de functionarissen`,
      en: `entry ${other.entry} of this recall list is not what was told before (line ${other.line}): a list only grows. Do not pass it on; two lists of one number: call the officers`,
    });
  return listed
    .map(({ imageSha256 }, i): Fact => {
      const entrySha256 = digests[i] ?? "";
      return { kind: "recalled", entry: i + 1, imageSha256, entrySha256, by };
    })
    .slice(recalled.length);
}
