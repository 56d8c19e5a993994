// Who was told of a recall and has not shown that he heard. docs/spec/register.md, "Status"

import type { Recipient, Register } from "../register/index.ts";

export interface RecallStanding {
  /** Its number. */
  readonly list: number;
  readonly told: number;
  readonly heard: number;
  readonly silent: readonly Recipient[];
}

/** By the number of the list. Whoever showed that he knows a later one has heard of an earlier one: each list holds those before it. */
export function recallsOf({ notices, heard, recipients }: Register): RecallStanding[] {
  const knows = new Map<string, number>();
  for (const { recipient, list } of heard.values()) knows.set(recipient, Math.max(list, knows.get(recipient) ?? 0));
  const told = new Map<number, Set<string>>();
  for (const { list, recipient } of notices.values()) told.set(list, (told.get(list) ?? new Set()).add(recipient));
  return [...told]
    .toSorted(([one], [other]) => one - other)
    .map(([list, ids]) => {
      const silent = [...ids].filter((id) => (knows.get(id) ?? 0) < list).flatMap((id) => recipients.get(id) ?? []);
      return { list, told: ids.size, heard: ids.size - silent.length, silent };
    });
}
