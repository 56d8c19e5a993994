// The played election with scrypt itself, as a letter's commitments are made and a caller's code is held against them.

import { expect, test } from "vitest";
import { scryptAll } from "../../src/distribute/keys/scrypt.ts";
import { statusOf } from "../../src/distribute/status/index.ts";
import { type Election, playElection } from "./election.ts";

const flagsOf = ({ chain, now, due }: Election) =>
  statusOf(chain.register, { now, due, lines: chain.lines, head: chain.head }).flags.map(({ kind, envelopes }) =>
    [kind, ...envelopes.map(({ number }) => number)].join(" "),
  );

test("what went wrong is named, each of it, and nothing else", async () => {
  const election = await playElection(scryptAll);
  expect(flagsOf(election).toSorted()).toEqual(election.expected.map((one) => one.join(" ")).toSorted());
  // The same but for the commitments: the quick one leaves nothing out.
  const quick = await playElection();
  const bare = ({ lines }: Election) =>
    lines
      .map((line) => line.split(" ").toSpliced(2, 1))
      .map(([n, at, kind, ...more]) => [n, at, kind, ...(kind === "commit" ? [] : more)]);
  expect(bare(election)).toEqual(bare(quick));
  const commits = (all: Election) => all.lines.filter((line) => line.includes(" commit "));
  expect(commits(election).length).toBeGreaterThan(400);
  expect(commits(election).filter((line, i) => line === commits(quick)[i])).toEqual([]);
});
