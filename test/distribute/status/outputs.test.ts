// A status as JSON, page and table: by its schema, without complaint of axe, and small for 10,000 recipients.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Fact, type Register, RegisterChain, readList } from "../../../src/distribute/register/index.ts";
import {
  type Status,
  statusJson,
  statusLines,
  statusOf,
  statusPage,
  statusTable,
} from "../../../src/distribute/status/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import { envelopeOf } from "../../../src/format/index.ts";
import { axeComplaints, launch } from "../../page/browser.ts";
import { complaintsOf, type Schema } from "../../verify/schema.ts";
import { playElection } from "../election.ts";
import { at, by, clerks, digest, opened, stock } from "../register/world.ts";

const spec = join(import.meta.dirname, "../../../docs/spec");
const schema: Schema = JSON.parse(readFileSync(join(spec, "status.schema.json"), "utf8"));

const played = async () => {
  const { chain, now, due, list } = await playElection();
  const options = { now, due, lines: chain.lines, head: chain.head, required: ["afmeldcode", "papier"] } as const;
  const people = new Map(readList(list).recipients.map((one) => [one.id, one]));
  return { status: statusOf(chain.register, options), people };
};

describe("as JSON", () => {
  test("of the played election, and of the example, holds to its schema", async () => {
    const { status } = await played();
    expect(complaintsOf(JSON.parse(statusJson(status)), schema)).toEqual([]);
    const [, example = ""] = /```json\n(.*?)```/s.exec(readFileSync(join(spec, "status.md"), "utf8")) ?? [];
    expect(complaintsOf(JSON.parse(example), schema)).toEqual([]);
    expect(complaintsOf({ ...JSON.parse(example), telefoon: "0031" }, schema)).toHaveLength(1);
  });
});

/** 10,000 recipients, each with an envelope that was sent; half of them reported, a tenth of those not good. */
function large(): Status {
  const count = 10_000;
  const number = (i: number) => envelopeOf(String(10_000 + i));
  const ids = Array.from({ length: count }, (_, i) => `R${i}`);
  const facts: Fact[] = [
    ...[
      { ...opened, first: number(0) } as Fact,
      ...clerks,
      { kind: "recipients", sha256: digest(1), count, by } as const,
    ],
    ...ids.map(
      (id, i): Fact => ({ kind: "recipient", id, of: "gsb", role: "GSB", name: `Gemeente met een lange naam ${i}` }),
    ),
    stock[0] as Fact,
    { kind: "batch", name: "A", release: "gsb", disc: 1, copies: { from: 1, to: count }, place: "Perserij" },
    ...ids.flatMap((recipient, i): Fact[] => {
      const envelope = number(i);
      const disc = { envelope, disc: 1, by: "anna" } as const;
      const verdict = i % 20 === 0 ? "GEWIJZIGD" : "ECHT";
      const found = verdict === "ECHT" ? undefined : i.toString(16).padStart(11, "0");
      const receipt: Fact = { ...disc, kind: "receipt", evidence: "afmeldcode", verdict, scope: 0, link: "02", found };
      return [
        { kind: "packed", envelope, recipient, release: "gsb", disc: 1, copy: i + 1, seal: `Z${i}`, by },
        { kind: "letter", envelope, sha256: digest(i + 10), by },
        { kind: "sent", envelope, parcel: "disc", carrier: "PostNL", track: undefined },
        ...(i % 2 === 0 ? [receipt] : []),
      ];
    }),
  ];
  const { chain } = RegisterChain.begin(facts, at, lineDigest);
  const { register, lines, head } = chain as { register: Register; lines: number; head: string };
  return statusOf(register, { now: at, lines, head });
}

describe("as a page", () => {
  test("of 10,000 recipients stays below 2 MB, and so does the screen", () => {
    const status = large();
    expect(status.counts).toMatchObject({ awaited: 10_000, reported: 5000, notGood: 500, missing: { sent: 5000 } });
    expect(Buffer.byteLength(statusPage(status, new Map(), "nl"))).toBeLessThan(2_000_000);
    expect(statusLines(status, "nl").length).toBeLessThan(400);
    expect(new TextDecoder().decode(statusTable(status, new Map(), "nl")).split("\r\n")).toHaveLength(10_002);
  });

  test("is without a complaint of axe, in both languages", async () => {
    const { status, people } = await played();
    const browser = await launch();
    try {
      const page = await browser.newPage();
      for (const language of ["nl", "en"] as const) {
        await page.setContent(statusPage(status, people, language));
        expect(await axeComplaints(page)).toEqual([]);
      }
    } finally {
      await browser.close();
    }
  }, 120_000);
});
