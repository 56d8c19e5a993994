// The scripts on paper: self-contained, escaped, the same steps for all; codes that a scanner reads.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeHashGroups } from "../../src/format/index.ts";
import { loadCeremony, renderScript, spokenWords, writeScript } from "../../src/sign/index.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { anna, bert, check, writeTestKey } from "./fixtures.ts";

async function pages(more: object = {}) {
  const folder = temporaryFolder();
  for (const key of [anna, bert]) await writeTestKey(folder, key);
  const holder = (id: string, name: string) => ({
    ...{
      id,
      name,
      organisation: "Kiesraad",
      role: "officer",
      key: id,
      public: `${id}.pub`,
      folder: "/media/usb stick",
    },
  });
  const description = {
    ...{ ceremony: "root", purpose: "demonstration", title: `<b>"Vertrouwens & basis"</b>`, date: "2026-12-01" },
    ...{ time: "10:00", place: "Den Haag", previous: "none" },
    people: [
      { id: "mies", name: "Mies <script>", organisation: "Kiesraad", role: "master" },
      holder("anna", "Anna de Vries"),
      holder("bert", "Bert Jansen"),
      { id: "wim", name: "Wim Smit", organisation: "Auditdienst", role: "witness" },
    ],
    root: {
      groups: ["officers=2:anna,bert"],
      require: ["root", "release", "emergency-release", "recall", "rebuild", "emergency-rebuild", "checkpoint"].map(
        (name, i) => `${name}=${i < 4 ? "officers" : "none"}`,
      ),
      valid: "2026-12-01..2029-03-31",
      contact: "o'clock; $(reboot)",
    },
    ...more,
  };
  writeFileSync(join(folder, "d.json"), JSON.stringify(description));
  const loaded = await loadCeremony(join(folder, "d.json"), check);
  const script = writeScript(loaded, "d.json", "nl");
  return { loaded, script, texts: loaded.people.map((person) => renderScript(loaded, script, person, "nl")) };
}

describe("the pages", () => {
  it("load nothing, run nothing, and escape what the description says", async () => {
    for (const text of (await pages()).texts) {
      expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
      expect(text).not.toMatch(/<script|<img|<link|https?:(?!\/\/www\.w3\.org\/2000\/svg)|url\(|@import| on[a-z]+=/i);
      expect(text).toContain("&lt;b&gt;&quot;Vertrouwens &amp; basis&quot;&lt;/b&gt;");
      expect(text).toContain("OEFENING");
    }
    expect((await pages({ purpose: "final" })).texts[0]).not.toContain("OEFENING");
  });

  it("give all the same numbered steps with a place for time and initials, and each her own commands", async () => {
    const { script, texts } = await pages();
    const [master = "", annas = "", , witness = ""] = texts;
    for (const text of texts) {
      const rows = text.match(/<td class="nr">\d+<\/td>/g) ?? [];
      expect(rows).toEqual(script.steps.map((step) => `<td class="nr">${step.number}</td>`));
      expect(text.match(/<td class="time"><\/td><td class="initials"><\/td>/g)).toHaveLength(rows.length);
    }
    const commands = (text: string) => (text.match(/class="command code"/g) ?? []).length;
    const total = script.steps.reduce((sum, step) => sum + step.commands.length, 0);
    expect(commands(master)).toBe(total);
    expect(commands(witness)).toBe(0);
    expect(commands(annas)).toBe(script.steps.filter((step) => step.by.id === "anna").length);
    expect(commands(annas)).toBe(3);
    expect(annas).toContain("&#39;/media/usb stick/anna.key&#39;");
    expect(master).toContain("&#39;o&#39;\\&#39;&#39;clock; $(reboot)&#39;");
  });

  it("show each digest that is known whole, in groups and in words, and room for the others", async () => {
    const { loaded, script, texts } = await pages();
    const known = script.blocks.flatMap((block) => block.sha256 ?? []);
    expect(known).toEqual([...loaded.fingerprints.values(), loaded.toSign[0]?.sha256]);
    for (const sha256 of known)
      for (const piece of [...encodeHashGroups(sha256).split(" "), ...spokenWords(sha256)])
        for (const text of texts) expect(text).toContain(piece);
    expect(texts[0]?.match(/<span class="box">/g)).toHaveLength(2 * 64); // the program, and the transcript
  });

  it.skipIf(!has("zbarimg"))("carry QR codes that a scanner reads", async () => {
    const { script, texts } = await pages();
    const codes = [...(texts[3] ?? "").matchAll(/viewBox="0 0 (\d+) \d+".*?<path fill[^>]*><path d="([^"]*)"/g)];
    const read = codes.map(([, size = "", path = ""], i) => {
      const file = join(temporaryFolder(), `${i}.pbm`);
      writeFileSync(file, bitmap(Number(size), path, 4));
      return run("zbarimg", ["-q", "--raw", file]).stdout.trim();
    });
    expect(read).toEqual(script.blocks.flatMap((block) => block.sha256 ?? []));
    expect(read).toHaveLength(3);
  });
});

/** The path's runs of dark squares as a portable bitmap, each square `scale` pixels wide. */
function bitmap(size: number, path: string, scale: number): string {
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map(([, ...numbers]) => numbers.map(Number));
  const isDark = (x: number, y: number) =>
    runs.some(([from = 0, row = 0, length = 0]) => row === y && from <= x && x < from + length);
  const rows = Array.from({ length: size * scale }, (_, y) =>
    Array.from({ length: size * scale }, (_, x) =>
      isDark(Math.floor(x / scale), Math.floor(y / scale)) ? "1" : "0",
    ).join(" "),
  );
  return `P1\n${size * scale} ${size * scale}\n${rows.join("\n")}\n`;
}
