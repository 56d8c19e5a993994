// A rehearsal of every kind of ceremony: each command of each script is carried out and ends well.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ceremonies } from "../../src/sign/ceremony/transcript/fact.ts";
import { keyFolder, startIn } from "./flow.ts";

const each = [...ceremonies.map((ceremony) => [ceremony, 2] as const), ["release", 1] as const];

it.each(each)("%s, its description of version %i", async (ceremony, version) => {
  const folder = await keyFolder();
  const hasRequest = version === 2 && (ceremony === "release" || ceremony === "recall");
  const isNew = ceremony === "key-enrolment";
  const holder = (id: string) => ({
    ...{ id, name: `${id} Jansen`, organisation: "Kiesraad", role: "officer", key: id, folder: `/media/${id}` },
    ...(isNew ? {} : { public: `${id}.pub` }),
  });
  const description = {
    ceremony,
    ...(version === 1 ? {} : { version, program: "none", sticks: ["/media/archief", "/media/kluis"] }),
    ...(hasRequest ? { request: "tekst.request" } : {}),
    ...(hasRequest && ceremony === "release" ? { previousManifest: "vorige-MANIFEST" } : {}),
    ...{ purpose: "final", title: "Oefening", date: "2026-12-01", time: "10:00", place: "Den Haag", previous: "none" },
    people: [
      { id: "mies", name: "Mies Bakker", organisation: "Kiesraad", role: "master" },
      holder("anna"),
      holder("bert"),
      { id: "wim", name: "Wim Smit", organisation: "Auditdienst", role: "witness" },
    ],
    ...(isNew || ceremony === "root" ? {} : { trustRoot: "root-1.note", note: "tekst.unsigned.note" }),
    ...(ceremony !== "root"
      ? {}
      : {
          root: {
            groups: ["officers=2:anna,bert"],
            require: [
              "root",
              "release",
              "emergency-release",
              "recall",
              "rebuild",
              "emergency-rebuild",
              "checkpoint",
            ].map((name, i) => `${name}=${i < 4 ? "officers" : "none"}`),
            valid: "2026-12-01..2029-03-31",
            contact: "070 000 00 00",
          },
        }),
  };
  writeFileSync(join(folder, "d.json"), JSON.stringify(description));
  const done = startIn(folder, ["ceremony", "rehearse", "d.json", "--out", "oefening", "--lang", "nl"]);
  expect(done.status, done.stdout + done.stderr).toBe(0);
  expect(done.stdout).toContain("KETEN EN HANDTEKENINGEN KLOPPEN");
  expect(done.stdout.includes("Vergeleken met de vorige")).toBe(hasRequest || ceremony === "rotation");
  if (ceremony === "root" || ceremony === "rotation") expect(done.stdout).toContain("De keten houdt, van het anker");
  if (ceremony === "release" || ceremony === "recall")
    expect(done.stdout).toContain('GENOEG HANDTEKENINGEN: "tekst.note"');
  if (version === 2)
    expect(readdirSync(join(folder, "oefening/openbaar-2"))).toContain(`2026-12-01-${ceremony}.transcript`);
  // Nobody signs what the ceremony is about without reading that her signature counts, and for what.
  const asked = { root: "vertrouwensbasis", rotation: "vertrouwensbasis", release: "versie", recall: "intreklijst" };
  if (ceremony !== "key-enrolment")
    expect(done.stdout.match(new RegExp(`telt mee: 2 van anna, bert \\(${asked[ceremony]} `, "g"))).toHaveLength(2);
});
