// A million inputs that are no register, no list and no beep, or nearly: each is refused by an error of ours, or is one.

import { expect, test } from "vitest";
import { parseFact, printFact } from "../../../src/distribute/register/fact.ts";
import { PackingScan, RegisterError, readList } from "../../../src/distribute/register/index.ts";
import { FormatError } from "../../../src/format/index.ts";
import fc from "../../world/properties.ts";
import { by, bytesOf, chainOf, commit, corrects, letter, packed, parse, sent } from "./world.ts";

const whole = bytesOf(packed(100, "GM0001", 1), letter(100), commit(100), sent(100), corrects(21));
const lines = new TextDecoder().decode(whole).split("\n").slice(1, -1);
const facts = lines.map((line) => line.split(" ").slice(3).join(" "));
const isOurs = (error: unknown) => error instanceof FormatError || error instanceof RegisterError;
const changed = (bytes: Uint8Array) =>
  fc
    .tuple(fc.nat(bytes.length - 1), fc.uint8Array({ maxLength: 4 }), fc.nat(30))
    .map(
      ([at, put, cut]) =>
        new Uint8Array([...bytes.subarray(0, at), ...put, ...bytes.subarray(Math.min(bytes.length, at + cut))]),
    );
const list = new TextEncoder().encode(
  "id;soort;rol;naam;taal;groot;aan;adres;postcode;plaats;land;telefoon;email\r\nGM0363;gsb;GSB;Amsterdam;nl;nee;;;;;;0031 20 1;\r\n",
);

test("facts", { timeout: 3_600_000 }, () => {
  const word = fc.oneof(
    fc.constantFrom(...new Set(facts.flatMap((fact) => fact.split(" ")))),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...facts), fc.nat(11), fc.nat(2), word, (fact, at, cut, put) => {
      const text = fact.split(" ").toSpliced(at, cut, put).join(" ");
      try {
        const { line: _, at: __, ...read } = parseFact(text, "t", { line: 2, at: "" });
        return printFact(read as Parameters<typeof printFact>[0], "t") === text;
      } catch (error) {
        return isOurs(error);
      }
    }),
    { numRuns: 600_000 },
  );
});

test("files", { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(changed(whole), (bytes) => {
      try {
        return parse(bytes).lines > 1;
      } catch (error) {
        return isOurs(error);
      }
    }),
    { numRuns: 100_000 },
  );
});

test("lists", { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(changed(list), (bytes) => {
      const { recipients, faults } = readList(bytes);
      return recipients.length + faults.length > 0;
    }),
    { numRuns: 100_000 },
  );
});

test("beeps", { timeout: 3_600_000 }, () => {
  const { register } = chainOf();
  const beep = fc.oneof(fc.constantFrom("0100-F", "0101-G", "1", "51", "Z1"), fc.string({ maxLength: 20 }));
  fc.assert(
    fc.property(fc.array(beep, { minLength: 3, maxLength: 9 }), (typed) => {
      const scan = new PackingScan(() => register, by);
      for (const one of typed) expect(["next", "wrong", "packed"]).toContain(scan.take(one).kind);
    }),
    { numRuns: 200_000 },
  );
});
