// A small register for tests: two clerks, five recipients, two releases with their copies, nothing packed yet.

import { type Fact, type Register, RegisterChain } from "../../../src/distribute/register/index.ts";
import { lineDigest } from "../../../src/files/lines/appended.ts";
import { envelopeOf } from "../../../src/format/index.ts";

export const at = "2027-02-01T09:00:00Z";
export const by = ["anna", "bert"] as const;
/** A digest that is like no other of the same test. */
export const digest = (n: number): string => n.toString(16).padStart(64, "0");
/** 0100-F, 0101-G, … */
export const envelope = (n: number): string => envelopeOf(String(n).padStart(4, "0"));

export const opened: Fact = { kind: "opened", election: "TK2027", purpose: "final", first: envelope(100) };
export const clerks: readonly Fact[] = [
  { kind: "clerk", id: "anna", organisation: "Kiesraad" },
  { kind: "clerk", id: "bert", organisation: "Kiesraad" },
];
export const people: readonly Fact[] = [
  { kind: "recipients", sha256: digest(1), count: 5, by },
  { kind: "recipient", id: "GM0001", of: "gsb", role: "GSB", name: "Juinen" },
  { kind: "recipient", id: "GM0002", of: "gsb", role: "GSB", name: "Gaarne" },
  { kind: "recipient", id: "HSB09", of: "hsb", role: "HSB", name: "Juinen" },
  { kind: "recipient", id: "STUDIE1", of: "study", role: "GSB", name: "Aanvraag 1" },
  { kind: "recipient", id: "RESERVE1", of: "spare", role: "GSB", name: "Voorraad" },
];
const release = { role: "GSB", version: "2.24.3", product: "OSV", sequence: 12, discs: 1, disc: 1 } as const;
export const stock: readonly Fact[] = [
  { kind: "release", name: "gsb", ...release, textSha256: digest(10), imageSha256: digest(11) },
  { kind: "batch", name: "A", release: "gsb", disc: 1, copies: { from: 1, to: 50 }, place: "Den Haag, kamer 3" },
  { kind: "batch", name: "B", release: "gsb", disc: 1, copies: { from: 51, to: 99 }, place: "Perserij X" },
  { kind: "release", name: "hsb", ...release, role: "HSB", discs: 2, textSha256: digest(12), imageSha256: digest(13) },
  {
    kind: "release",
    name: "hsb",
    ...release,
    role: "HSB",
    discs: 2,
    disc: 2,
    textSha256: digest(14),
    imageSha256: digest(15),
  },
  { kind: "batch", name: "C", release: "hsb", disc: 1, copies: { from: 101, to: 110 }, place: "Den Haag" },
  { kind: "batch", name: "D", release: "hsb", disc: 2, copies: { from: 111, to: 120 }, place: "Den Haag" },
];
export const start: readonly Fact[] = [opened, ...clerks, ...people, ...stock];

export const packed = (n: number, recipient: string, copy: number, seal = `Z${copy}`): Fact => ({
  ...{ kind: "packed", envelope: envelope(n), recipient, release: "gsb", disc: 1, copy, seal, by },
});
export const letter = (n: number): Fact => ({ kind: "letter", envelope: envelope(n), sha256: digest(200 + n), by });
export const commit = (n: number, disc = 1): Fact => ({
  ...{ kind: "commit", envelope: envelope(n), disc },
  ...{ drive: digest(1), image: digest(2), tree: digest(3), installed: digest(4) },
});
export const sent = (n: number, parcel: "disc" | "letter" = "disc", track?: string): Fact => ({
  ...{ kind: "sent", envelope: envelope(n), parcel, carrier: "PostNL", track },
});
export const arrived = (n: number, parcel: "disc" | "letter" = "disc"): Fact => ({
  ...{ kind: "arrived", envelope: envelope(n), parcel, carrier: "PostNL", track: undefined },
});
export const corrects = (target: number): Fact => ({ kind: "corrects", target, reason: "tikfout", by });

/** With these lines behind the first ones. */
export const chainOf = (...facts: readonly Fact[]): RegisterChain =>
  RegisterChain.begin([...start, ...facts], at, lineDigest).chain;
export const registerOf = (...facts: readonly Fact[]): Register => chainOf(...facts).register;
/** The bytes of the file. */
export const bytesOf = (...facts: readonly Fact[]): Uint8Array =>
  new TextEncoder().encode(`${RegisterChain.begin([...start, ...facts], at, lineDigest).lines.join("\n")}\n`);
/** The line of the next fact behind `start`. */
export const nextLine = start.length + 2;
export const parse = (bytes: Uint8Array): RegisterChain => RegisterChain.parse(bytes, "r", lineDigest);
