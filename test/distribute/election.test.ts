// The played election: the status names what went wrong in it, each of it, and nothing else.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { addRegister } from "../../src/cli/register/register.ts";
import { RegisterChain } from "../../src/distribute/register/index.ts";
import {
  type Status,
  statusJson,
  statusLines,
  statusOf,
  statusPage,
  statusTable,
} from "../../src/distribute/status/index.ts";
import { lineDigest } from "../../src/files/lines/appended.ts";
import { refusalIn, runIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { type Election, playElection } from "./election.ts";

let election: Election;
let status: Status;

beforeAll(async () => {
  election = await playElection();
  const { chain, now, due } = election;
  status = statusOf(chain.register, { now, due, lines: chain.lines, head: chain.head });
}, 60_000);

/** The bytes of its file. */
const fileOf = ({ lines }: Election): string => `${lines.join("\n")}\n`;

describe("the played election", () => {
  test("everything that went wrong is named, and nothing else", () => {
    const found = status.flags.map(({ kind, envelopes }) => [kind, ...envelopes.map(({ number }) => number)].join(" "));
    expect(found.toSorted()).toEqual(election.expected.map((one) => one.join(" ")).toSorted());
  });

  test("thirty genuine discs without a code and twenty of last month are told by name", () => {
    const says = statusLines(status, "nl").join("\n");
    const version = "op de schijf staat de echte OSV versie";
    expect(says).toContain(`  30 ×: schijf 1 van 1: NIET_VERGELEKEN; ${version} 2.24.3 (nummer 12)\n    Gemeente 0051`);
    expect(says).toContain(`  20 ×: schijf 1 van 1: ANDERE_UITGAVE; ${version} 2.24.2 (nummer 11)\n    Gemeente 0091`);
    expect(says).toContain("NIET_ONDERTEKEND; het zegel is dat van de echte OSV versie 2.24.3 (nummer 12)");
    expect(says).toContain(
      "partij B waarschijnlijk slecht: 6 van 51 gecontroleerde schijven onleesbaar, tegen 1 van 30",
    );
  });

  test("its numbers add up, as the head of the office reads them", () => {
    const [first] = statusLines(status, "nl");
    expect(first).toMatchInlineSnapshot(
      `"Stand op 26 februari 2027, 08.51 uur (UTC). OSV versie 2.24.3 (nummer 12), GSB; OSV versie 2.24.3 (nummer 12), HSB. 401 verzonden · 397 aangekomen · 354 gemeld (GOED met afmeldcode 274, GOED met verslag 1, GOED alleen mondeling 14, niet goed 65) · 0 getekend binnen · 47 ontbreken (0 niet ingepakt, 0 niet verzonden, 4 onderweg, 43 wel aangekomen)."`,
    );
    const { counts } = status;
    const good = Object.values(counts.good).reduce((sum, one) => sum + one, 0);
    const missing = Object.values(counts.missing).reduce((sum, one) => sum + one, 0);
    expect([good + counts.notGood, counts.reported + missing]).toEqual([counts.reported, counts.awaited]);
  });

  test("what was corrected, made void and not heard stands in it", () => {
    const says = statusLines(status, "nl").join("\n");
    expect(says).toMatch(/regel \d+ gecorrigeerd \(verkeerde-envelop\), door anna, bert/);
    expect(says).toMatch(/1399-[A-Z] vervallen \(zak-open\)/);
    expect(says).toContain("verteld aan 40, gehoord door 37, nog niet: Gemeente 0238 (GM0238), ");
    const silent = status.recall?.others.filter(({ stage }) => stage === "told").map(({ recipient }) => recipient.id);
    expect(silent).toEqual(election.silent);
  });

  test("is the same from its file, and a telephone number that was altered is refused", async () => {
    const folder = temporaryFolder();
    const bytes = new TextEncoder().encode(fileOf(election));
    const read = RegisterChain.parse(bytes, "r", lineDigest);
    const { now, due } = election;
    const again = statusOf(read.register, { now, due, lines: read.lines, head: read.head });
    expect(statusJson(again)).toBe(statusJson(status));
    writeFileSync(join(folder, "r"), bytes);
    writeFileSync(join(folder, "ontvangers.csv"), election.list);
    expect(await runIn(folder, addRegister, ["register", "status", "r"])).toMatchObject({ status: 0 });
    const altered = new TextDecoder("utf-8", { ignoreBOM: true })
      .decode(election.list)
      .replace("0031 70 400 0001", "0031 70 400 0007");
    writeFileSync(join(folder, "ontvangers.csv"), altered);
    expect(await refusalIn(folder, addRegister, ["register", "status", "r"])).toContain(
      "not the list that the register took in last",
    );
  });

  test("its page, its table and its JSON hold nothing that they should not", () => {
    const page = statusPage(status, new Map(), "nl");
    expect(page).not.toMatch(/<script|src=|href=/);
    const rows = new TextDecoder().decode(statusTable(status, new Map(), "nl")).split("\r\n");
    expect(rows).toHaveLength(status.standings.length + 2);
    expect(statusJson(status)).not.toContain("0031 70");
  });
});
