// Papers of a whole election (P 22): the total of a 510d names people by short code, and its paper by their place on the list.

import { expect, test } from "vitest";
import { comparedCount, encodeForm, formOf } from "../../src/crosscheck/paper/index.ts";
import type { Candidates, Count } from "../../src/crosscheck/read/model.ts";
import { nation } from "./made.ts";
import { council, filesOf } from "./outcome/world.ts";
import { changed, readText } from "./run.ts";

test("votes for candidates on a P 22 are those of the total, by the places of its units", () => {
  const { count, candidates } = filesOf(council);
  const read = readText(count) as Count;
  const { figure } = comparedCount(read);
  for (const { lists } of council.districts)
    for (const [number, people] of Object.entries(lists))
      for (const [i, { votes }] of people.entries()) {
        expect([number, i, figure("total", `K.${Number(number)}.${i + 1}`)]).toEqual([number, i, votes]);
        expect(figure("9999", `K.${Number(number)}.${i + 1}`)).toBe(votes);
      }
  expect(figure("total", "K.1.5")).toBeUndefined();
  const form = formOf(read, [readText(candidates[0] ?? "") as Candidates]);
  expect(form.lists.map(({ candidates: people }) => people.length)).toEqual([4, 3, 2, 1]);
});

test("the paper of an election with districts asks for lists alone, whatever lists are handed in", () => {
  const files = nation();
  const count = readText(files["totaal.eml.xml"] ?? "") as Count;
  const lists = Object.entries(files)
    .filter(([name]) => name.startsWith("lijsten-"))
    .map(([, text]) => readText(text) as Candidates);
  expect(lists.length).toBeGreaterThan(1);
  const form = formOf(count, lists);
  expect(form.lists.map(({ number, candidates }) => [number, candidates.length])).toEqual([
    [1, 0],
    [2, 0],
    [5, 0],
  ]);
  expect(encodeForm(formOf(count, lists.slice(1)))).toBe(encodeForm(form));
  const other = readText(changed(files["totaal.eml.xml"] ?? "", /<ValidVotes>\d+</g, "<ValidVotes>7<")) as Count;
  expect(encodeForm(formOf(other, lists))).toBe(encodeForm(form));
  const { figure } = comparedCount(count);
  expect(figure("total", "E.1")).toBeGreaterThan(0);
  expect(figure(count.units[0]?.id ?? "", "E.1")).toBeGreaterThan(0);
});
