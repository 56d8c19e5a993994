// What the append of very many notes costs, part by part, in one run: the hashes alone, the tiles, the note files, and the signatures
// that are judged before. Prints figures, asserts none of them: times depend on the machine. Figures: docs/slow-checks.md

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendFiles } from "../../src/cli/log/log.ts";
import { type FileBelow, writeFiles } from "../../src/files/trees/many-files.ts";
import { encodeNote, encodeUtf8, type Note } from "../../src/format/index.ts";
import { appendNotes } from "../../src/log/append.ts";
import { readLog } from "../../src/log/folder.ts";
import { Growth } from "../../src/log/tiles/growth.ts";
import { temporaryFolder } from "../tools.ts";
import { newLog, releaseUnder, rootNote, statementOn } from "./audited.ts";
import { measure, rootByHashingAlone } from "./measure.ts";

const count = 20_000;
/** Of these each is signed and judged, which takes longest. */
const signedCount = 2_000;

test("twenty thousand notes at once: a file each, and a signature each", async () => {
  const root = rootNote();
  const release = releaseUnder(root);
  const one = statementOn(release, ["rosa"]);
  const notes = Array.from({ length: count }, (_, i) => ({
    ...one,
    text: one.text.replace(/^environment .*$/m, `environment pc ${i}`),
  }));
  const entries = notes.map(({ text }) => encodeUtf8(text));

  const bare = await measure("hashing alone", () => rootByHashingAlone(entries));
  const tiles = await measure("tiles, written and flushed", async () => {
    const growth = new Growth(0, () => new Uint8Array(0));
    await writeFiles(await newLog(), filesOf(growth, entries));
    return growth.rootHash();
  });
  expect(tiles.value).toEqual(bare.value);

  const log = await newLog();
  const unjudged = await measure("the same with a file for each note", () => appendNotes(log, notes));
  expect(readLog(log).rootHash).toEqual(bare.value);

  const folder = temporaryFolder();
  const put = (name: string, note: Note) => {
    writeFileSync(join(folder, name), encodeNote(note));
    return join(folder, name);
  };
  const paths = Array.from({ length: signedCount }, (_, i) =>
    put(`${i}.note`, statementOn(release, ["rosa"], { environment: `pc ${i}` })),
  );
  const rootPath = put("root.note", root);
  const office = await newLog();
  await appendFiles(office, [rootPath, put("release.note", release)], [rootPath]);
  const judged = await measure(`zegel log append of ${signedCount}, read and judged before`, () =>
    appendFiles(office, paths, [rootPath]),
  );
  expect(judged.value.added).toHaveLength(signedCount);
  const times = (a: { seconds: number }, of = count) => (((a.seconds / bare.seconds) * count) / of).toFixed(1);
  process.stdout.write(
    `beside hashing alone: tiles ${times(tiles)}, with note files ${times(unjudged)}, with signatures judged ${times(judged, signedCount)}\n`,
  );
});

function* filesOf(growth: Growth, entries: readonly Uint8Array[]): Generator<FileBelow, void> {
  for (const entry of entries) yield* growth.add(entry);
  yield* growth.finish();
}
