// A made-up election on paper: a form of three stations and two lists, papers that add up, entries of two people.

import { sha256 } from "@noble/hashes/sha2.js";
import {
  type AgreedPaper,
  type ComparedCount,
  type EntryFile,
  type EntryNumber,
  encodeEntry,
  type Field,
  type Figure,
  formDigest,
  type Model,
  type Paper,
  type PaperEntry,
  type PaperForm,
} from "../../src/crosscheck/paper/index.ts";
import { encodeHex } from "../../src/format/index.ts";

export const form: PaperForm = {
  election: "GR2026_Waterhoek",
  category: "GR",
  date: "2026-03-18",
  name: "Gemeenteraad Waterhoek 2026",
  authority: "9042",
  authorityName: "Waterhoek",
  units: [
    { id: "9042::SB1", name: "Dorpshuis De Wilg" },
    { id: "9042::SB2", name: "Sporthal <b>" },
    { id: "9042::SB12", name: "=1+1 Café" },
  ],
  lists: [
    {
      number: 1,
      name: "Partij Wilg",
      candidates: [
        { position: 1, name: "Ada Zandbergen-Vos" },
        { position: 2, name: "Bram van der Til" },
        { position: 3, name: "Chris Ypma" },
      ],
    },
    {
      number: 4,
      name: "",
      candidates: [
        { position: 1, name: "Dirk O'Neel" },
        { position: 2, name: "Els Xhaflaire" },
      ],
    },
  ],
};

/** Numbers of one station that add up, different for each `seed`. */
export function goodFigures(seed: number, withCandidates = false): Map<Field, Figure> {
  const [k1, k2, k3, k4, k5] = [10 + seed, 5 * seed, 7, 20 + 3 * seed, 4];
  const [e1, e4] = [k1 + k2 + k3, k4 + k5];
  const [f, g] = [seed, 2 * seed + 1];
  const h = e1 + e4 + f + g;
  const figures = new Map<Field, Figure>([
    ["A", h - 9],
    ["B", 9],
    ["C", "-"],
    ["D", h],
    ["E", e1 + e4],
    ["F", f],
    ["G", g],
    ["H", h],
    ["I", "-"],
    ["J", "-"],
    ["E.1", e1],
    ["E.4", e4],
  ]);
  if (withCandidates)
    for (const [field, figure] of [
      ["K.1.1", k1],
      ["K.1.2", k2],
      ["K.1.3", k3],
      ["K.4.1", k4],
      ["K.4.2", k5],
    ] as const)
      figures.set(field, figure);
  return figures;
}

export const paper = (unit: string, figures: ReadonlyMap<Field, Figure>, model: Model = "N10-1"): Paper => ({
  unit,
  model,
  figures,
  isFinished: true,
});

/** All three stations, typed whole. */
export const goodPapers = (withCandidates = false): Paper[] =>
  form.units.map(({ id }, i) => paper(id, goodFigures(i + 1, withCandidates)));

export const entryOf = (entry: EntryNumber, papers: readonly Paper[], person = `medewerker ${entry}`): PaperEntry => ({
  election: form.election,
  form: formDigest(form),
  entry,
  person,
  papers,
});

export function fileOf(entry: PaperEntry, path = `invoer-${entry.entry}.txt`): EntryFile {
  return { path, sha256: encodeHex(sha256(encodeEntry(entry))), entry };
}

/** The same paper with other figures in these boxes. */
export const withFigures = (one: Paper, changes: Readonly<Partial<Record<Field, Figure>>>): Paper => ({
  ...one,
  figures: new Map([...one.figures, ...(Object.entries(changes) as [Field, Figure][])]),
});

export const agreedOf = (papers: readonly Paper[]): AgreedPaper[] =>
  papers.map(({ unit, model, figures }) => ({ unit, model, figures }));

/** A count that says what these papers say: an empty box is 0, and H is in no file. */
export function countOf(papers: readonly Paper[], initial: ReadonlyMap<string, number> = new Map()): ComparedCount {
  const units = new Map(papers.map(({ unit, figures }) => [unit, figures]));
  return {
    units: [...units.keys()].filter((unit) => unit !== "total"),
    figure(unit, field) {
      if (field === "H") throw new Error("H is in no file");
      const figure = units.get(unit)?.get(field);
      return figure === "-" ? 0 : figure === "?" ? undefined : figure;
    },
    initial: (unit, field) => initial.get(`${unit} ${field}`),
  };
}
