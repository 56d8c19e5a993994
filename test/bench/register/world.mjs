// What the bench of the register works on: an office with 10,000 recipients, its register at each step, and the tables that came in.

import { execFileSync } from "node:child_process";
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeList, RegisterChain } from "../../../dist/distribute/register/index.js";
import { lineDigest } from "../../../dist/files/lines/appended.js";
import * as format from "../../../dist/format/index.js";
import { writeKey } from "../../../dist/sign/index.js";
import { program } from "../make.mjs";

export const recipients = 10_000;
/** Packed before anybody needs them. */
const spares = 10;
const first = 10_000;
const by = ["anna", "bert"];
const all = Array.from({ length: recipients }, (_, n) => n);
export const digest = (text) => createHash("sha256").update(text).digest("hex");
export const envelope = (n) => format.envelopeOf(String(first + n));
const bag = (n) => `NL${45_000 + n}`;
export const idOf = (n) => (n < recipients ? `GM${String(n).padStart(5, "0")}` : `RESERVE${n - recipients}`);
export const control = (n) => format.encodeCodeGroups(digest(`control ${n}`), 3, format.codeForms.control.first);
export const stopcode = format.encodeReceipt({ exitCode: 22, scope: 0, link: "4X", proof: "0123456789a" });
/** RFC 8410, section 7: what stands before the seed in PKCS #8. */
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** TEST-ONLY: a key whose seed everybody has. */
function keyOf(name, type = 1) {
  const seed = createHash("sha256").update(`TEST-ONLY ${name}`).digest();
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const raw = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
  return { seed, secret, vkey: format.makeVKey(name, new Uint8Array(raw), type) };
}

function signed(text, keys) {
  const lineOf = ({ vkey, secret }) => ({
    name: vkey.name,
    keyId: vkey.id,
    bytes: sign(null, Buffer.from(text), secret),
  });
  return format.encodeNote({ text, signatures: keys.map(lineOf) });
}

function rootText(officers, log) {
  const keys = [...officers, log].map(({ vkey }) => ({
    ...{ vkey, role: vkey === log.vkey ? "log" : "officer", holder: `Houder-${vkey.id}`, organisation: "Kiesraad" },
  }));
  const [root, release, recall] = ["officers", "officers", "officers"];
  return format.encodeTrustRoot({
    ...{ version: 1, previous: undefined, purpose: "demonstration", validFrom: "2026-12-01", validUntil: "2029-03-31" },
    ...{ contact: "bench", keys, groups: [{ name: "officers", threshold: 2, members: by }] },
    requires: { root, release, recall, "emergency-release": release },
    ...{ dissentBlocksAt: undefined, revoked: [], logOrigin: log.vkey.name },
  });
}

/** Facts by step, each with the day on which it happened: made only by the process that writes. */
function* stepsOf({ listSha256, release, image }) {
  const numbers = [...all, ...Array.from({ length: spares }, (_, n) => recipients + n)];
  const kindOf = (n) => (n < recipients ? "gsb" : "spare");
  const moved = (kind, parcel) => (n) => ({
    ...{ kind, envelope: envelope(n), parcel, carrier: "PostNL", track: parcel === "disc" ? `3SABC${n}` : undefined },
  });
  yield [
    "begun",
    1,
    [
      { kind: "opened", election: "TK2027", purpose: "demonstration", first: envelope(0) },
      ...by.map((clerk) => ({ kind: "clerk", id: clerk, organisation: "Kiesraad" })),
      { kind: "recipients", sha256: listSha256, count: numbers.length, by },
      ...numbers.map((n) => ({ kind: "recipient", id: idOf(n), of: kindOf(n), role: "GSB", name: `Gemeente ${n}` })),
    ],
  ];
  yield [
    "stocked",
    2,
    [
      {
        ...{ kind: "release", name: "gsb", disc: 1, discs: 1, role: "GSB", sequence: 1 },
        ...{ textSha256: release, imageSha256: image, version: "1", product: "BENCH" },
      },
      { kind: "batch", name: "A", release: "gsb", disc: 1, copies: { from: 1, to: 30_000 }, place: "Den Haag" },
    ],
  ];
  yield [
    "packed",
    3,
    numbers.map((n) => ({
      ...{ kind: "packed", envelope: envelope(n), recipient: idOf(n), release: "gsb", disc: 1 },
      ...{ copy: n + 1, seal: bag(n), by },
    })),
  ];
  yield [
    "lettered",
    4,
    all.flatMap((n) => [
      { kind: "letter", envelope: envelope(n), sha256: digest(`letter ${n}`), by },
      {
        ...{ kind: "commit", envelope: envelope(n), disc: 1, drive: digest(`d ${n}`), image: digest(`i ${n}`) },
        ...{ tree: digest(`t ${n}`), installed: digest(`p ${n}`) },
      },
    ]),
  ];
  yield ["posted", 5, all.map(moved("sent", "disc"))];
  yield ["sent", 6, all.map(moved("sent", "letter"))];
  yield ["arrived", 7, [...all.map(moved("arrived", "disc")), ...all.map(moved("arrived", "letter"))]];
  yield [
    "full",
    8,
    [
      ...all.map((n) => ({
        ...{ kind: "receipt", envelope: envelope(n), disc: 1, evidence: "afmeldcode", verdict: "ECHT", scope: 0 },
        ...{ link: control(n).slice(0, 2), found: undefined, by: "anna" },
      })),
      ...all.map((n) => ({
        ...{ kind: "record", envelope: envelope(n), disc: 1, sha256: digest(`record ${n}`), control: control(n) },
        ...{ release, image, list: undefined, moment: "2027-02-07T10:15:00Z" },
      })),
    ],
  ];
}

function recallFacts(image) {
  const line = format
    .encodeRecall(recallOf(image))
    .split("\n")
    .find((one) => one.includes(image));
  return [
    { kind: "recalled", entry: 1, imageSha256: image, entrySha256: digest(`${line}\n`), by: "anna" },
    ...all.map((n) => ({ kind: "notice", list: 1, recipient: idOf(n), channel: "brief", by: "anna" })),
  ];
}

const recallOf = (imageSha256) => ({
  date: "2027-02-09",
  recalled: [{ imageSha256, date: "2027-02-09", reason: "telfout" }],
});

/** Registers by the name of their step, as files; `sent` twice: one goes on to `full`, and of one nobody reports. */
function writeRegisters(work, made) {
  let chain;
  let lines = [];
  for (const [name, day, facts] of stepsOf(made)) {
    const at = `2027-02-0${day}T09:00:00Z`;
    if (chain === undefined) ({ chain, lines } = RegisterChain.begin(facts, at, lineDigest));
    else for (const fact of facts) lines.push(chain.add(fact, at));
    writeFileSync(join(work, name), `${lines.join("\n")}\n`);
  }
  for (const fact of recallFacts(made.image)) lines.push(chain.add(fact, "2027-02-09T09:00:00Z"));
  writeFileSync(join(work, "recalled"), `${lines.join("\n")}\n`);
}

function listed(n) {
  return {
    ...{ id: idOf(n), kind: n < recipients ? "gsb" : "spare", role: "GSB", name: `Gemeente ${n}`, language: "nl" },
    ...{ isLarge: false, attention: "Bureau Verkiezingen", address: `Markt ${n}`, postcode: "1234 AB" },
    ...{ place: `Plaats ${n}`, country: "", phone: `0031 70 ${100_000 + n}`, email: `verkiezingen@g${n}.example` },
  };
}

/** A definition (EML 110a) with as many regions as one may have. */
function definition() {
  const regions = all
    .slice(0, 5000)
    .map(
      (n) =>
        `<kr:Region RegionNumber="${n}" RegionCategory="GEMEENTE" SuperiorRegionCategory="STAAT"><kr:RegionName>Gemeente ${n}</kr:RegionName></kr:Region>`,
    );
  return `<EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions" Id="110a" SchemaVersion="5"><TransactionId>1</TransactionId><kr:CreationDateTime>2027-01-18T01:02:03.456</kr:CreationDateTime><ElectionEvent><EventIdentifier/><Election><ElectionIdentifier Id="TK2027"><ElectionName>Tweede Kamer</ElectionName><ElectionCategory>TK</ElectionCategory><kr:ElectionDate>2027-03-17</kr:ElectionDate><kr:NominationDate>2027-02-01</kr:NominationDate></ElectionIdentifier><Contest><ContestIdentifier Id="alle"/><VotingMethod>SPV</VotingMethod><MaxVotes></MaxVotes></Contest><kr:NumberOfSeats>150</kr:NumberOfSeats><kr:PreferenceThreshold>25</kr:PreferenceThreshold><kr:ElectionTree>${regions.join("")}</kr:ElectionTree><kr:RegisteredParties></kr:RegisteredParties></Election></ElectionEvent></EML>`;
}

function recordText(n, { release, image }) {
  const measured = {
    ...{ format: "zegel/record v1", checkedOn: "2027-02-20T10:00:00.000Z", verdict: "ECHT", refusals: [], exitCode: 0 },
    ...{ scope: "image", medium: "drive", target: `station ${n}`, releaseSha256: release, imageSha256: image },
  };
  const start = `${JSON.stringify(measured, null, 2).slice(0, -"\n}".length)},\n`;
  const controlNumber = format.encodeCodeGroups(digest(start), 3, format.codeForms.control.first);
  return `${JSON.stringify({ ...measured, filledIn: { envelope: envelope(n), persons: [], answers: [] }, controlNumber }, null, 2)}\n`;
}

function writeTables(work, made) {
  const put = (name, header, rows) => writeFileSync(join(work, name), `${[header, ...rows].join("\r\n")}\r\n`);
  put(
    "pack.csv",
    "envelop;ontvanger;exemplaar;zak",
    all.map((n) => `${envelope(n)};;${n + 1};${bag(n)}`),
  );
  for (const name of ["discs.csv", "post.csv"])
    put(
      name,
      "envelop;wat;vervoerder;nummer",
      [
        ...all.map((n) => `${envelope(n)};schijf;PostNL;3SABC${n}`),
        ...(name === "post.csv" ? all.map((n) => `${envelope(n)};brief;PostNL;`) : []),
      ].slice(0, 19_999),
    );
  put(
    "slips.csv",
    "envelop;schijf;bewijs;code;controle;oordeel;bereik;zak;ander;door;tijd",
    all.map((n) => `${envelope(n)};1;mondeling;;${control(n)};ECHT;0;${bag(n)};;anna;2027-02-08T09:00:00Z`),
  );
  put(
    "scans.txt",
    "",
    all.map(
      (n) =>
        `ZEGEL.R1.${envelope(n).replace("-", "")}.0.0.${made.release.slice(0, 16)}.00000000000.${control(n).replaceAll("-", "")}.`,
    ),
  );
  writeFileSync(join(work, "110a.eml.xml"), definition());
  mkdirSync(join(work, "records"));
  for (const n of all) writeFileSync(join(work, "records", `${n}.json`), recordText(n, made));
}

/** Fills `work`, an empty folder. */
export async function makeWorld(work) {
  const run = (...args) =>
    execFileSync(process.execPath, [program, ...args], { cwd: work, stdio: "pipe", encoding: "utf8" });
  const officers = by.map((name) => keyOf(name));
  const log = keyOf("log.example/zegel");
  writeFileSync(join(work, "root.note"), signed(rootText(officers, log), officers));
  const description = {
    ...{ product: "BENCH", version: "1", election: "TK2027", role: "GSB", sequence: 1, purpose: "demonstration" },
    ...{ urgency: "normal", date: "2027-01-15T12:00:00Z", volume: "BENCH", publisher: "KIESRAAD" },
    ...{ medium: "cd700", recall: 0 },
  };
  writeFileSync(join(work, "release.json"), JSON.stringify(description));
  mkdirSync(join(work, "payload"));
  writeFileSync(join(work, "payload", "programma.txt"), "bench\n".repeat(1000));
  run(
    "build-iso",
    "--writer",
    "own",
    "--payload",
    "payload",
    "--release",
    "release.json",
    "--root",
    "root.note",
    "--out",
    "out",
  );
  const { text } = format.parseNote(readFileSync(join(work, "out", "release.note")), "release.note");
  writeFileSync(join(work, "release.note"), signed(text, officers));
  run(
    "seal",
    "--image",
    join("out", "unsealed.iso"),
    "--release",
    "release.note",
    "--root",
    "root.note",
    "-o",
    "master.iso",
  );
  const list = encodeList(Array.from({ length: recipients + spares }, (_, n) => listed(n)));
  writeFileSync(join(work, "ontvangers.csv"), list);
  const more = encodeList(Array.from({ length: recipients + spares + 1 }, (_, n) => listed(n)));
  writeFileSync(join(work, "meer.csv"), more);
  const image = format.parseRelease(text).imageSha256;
  const made = { listSha256: createHash("sha256").update(list).digest("hex"), release: format.textDigest(text), image };
  writeRegisters(work, made);
  writeTables(work, made);
  writeFileSync(join(work, "recall.note"), signed(format.encodeRecall(recallOf(image)), officers));
  await putInLog(work, log, run);
}

/** The head of the register of letters stands in a log: what `logged` records, in the register as it was then and in the full one. */
async function putInLog(work, log, run) {
  const passphrase = Buffer.from("test bench passphrase");
  writeFileSync(join(work, "pass"), passphrase, { mode: 0o600 });
  await writeKey(join(work, "log-key"), log, passphrase, 4);
  run("register", "head", "lettered", "-o", "head.note");
  run("log", "new", "--origin", log.vkey.name, "--out", "log");
  run("log", "append", "log", "head.note");
  run(
    "log",
    "sign",
    "log",
    "--key",
    "log-key.key",
    "--passphrase-file",
    "pass",
    "--state",
    "state",
    "--new-state",
    "--yes",
  );
  run("log", "proof", "log", "head.note", "-o", "head.tlog-proof");
}
