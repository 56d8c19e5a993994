// What goes into a release note: kit, set, papers, previous release, trust root; and what the command says.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDescription } from "../../src/build-iso/index.ts";
import {
  aanwijzingenPath,
  encodeNote,
  encodeZegelcode,
  installPath,
  parseAanwijzingen,
  parseInstall,
  parseManifest,
  parseNote,
  parseRelease,
  textDigest,
} from "../../src/format/index.ts";
import { zegelIn } from "../cli/flow.ts";
import { run, temporaryFolder, zegel } from "../tools.ts";
import {
  build,
  choice,
  commandFiles,
  description,
  hardPayload,
  refusalsOf,
  rootNote,
  sha256,
  sha256File,
  tree,
} from "./building.ts";

const kitFiles = {
  VERSION: "1.2.0\n",
  "00-EERST-CONTROLEREN.html": "<p>Controleer eerst</p>\n",
  "controleprogramma.exe": "MZ",
  "hulp/vragen.txt": "?",
  "hulp/leeg/": "",
};

const manifestOf = (folder: string) => parseManifest(readFileSync(join(folder, "MANIFEST")));
const noteOf = (folder: string) => parseNote(readFileSync(join(folder, "release.note")), "note");
const content = (folder: string, path: string) =>
  run("xorriso", ["-osirrox", "on", "-indev", join(folder, "unsealed.iso"), "-concat", "append", "-", `/${path}`, "--"])
    .stdout;

describe("outputs", () => {
  test("note, manifest, image and payload.tar agree with each other and with the files", async () => {
    const folder = tree(hardPayload);
    const [disc] = await build(folder);
    const { release, releaseText } = disc!;
    const note = noteOf(disc!.folder);
    expect(note).toEqual({ text: releaseText, signatures: [] });
    expect(readFileSync(join(disc!.folder, "release.note"), "utf8")).toBe(`${releaseText}\n`);
    expect(parseRelease(note.text)).toEqual(release);
    expect(release).toMatchObject({ ...choice, disc: 1, recallAtLeast: 0, recipe: "1" });
    expect(release.trustRoot).toBe(textDigest(rootNote().text));
    expect(release.imageSha256).toBe(sha256File(join(disc!.folder, "unsealed.iso")));
    expect(release.imageSize).toBe(readFileSync(join(disc!.folder, "unsealed.iso")).length);
    expect(release.manifests).toEqual([sha256File(join(disc!.folder, "MANIFEST"))]);
    const manifest = manifestOf(disc!.folder);
    expect(disc).toMatchObject({ files: manifest.files.length, bytes: manifest.totalBytes });
    const expected = Object.entries(hardPayload).filter(([path]) => !path.endsWith("/"));
    expect(new Map(manifest.files.map((f) => [f.path, f.sha256]))).toEqual(
      new Map(expected.map(([path, bytes]) => [path, sha256(bytes)])),
    );
    expect(manifest.emptyFolders).toEqual(["lege map"]);
  });

  test("payload.tar is read by GNU tar, bsdtar and the build alike: names, digests, fixed owner, mode and date", async () => {
    const [disc] = await build(tree(hardPayload));
    const tar = join(disc!.folder, "payload.tar");
    const listed = run("tar", ["--numeric-owner", "--utc", "--full-time", "-tvf", tar], { env: { LC_ALL: "C.UTF-8" } });
    expect(listed.status, listed.stderr).toBe(0);
    for (const line of listed.stdout.trim().split("\n"))
      expect(line).toMatch(/^(-rw-r--r--|drwxr-xr-x) 0\/0 +\d+ 1980-01-01 00:00:00 /);
    for (const program of ["tar", "bsdtar"]) {
      const out = temporaryFolder();
      expect(run(program, ["-xf", tar, "-C", out], { env: { ...process.env, LC_ALL: "C.UTF-8" } }).status).toBe(0);
      const checked = run("sha256sum", ["-c", "--strict", join(disc!.folder, "MANIFEST")], { cwd: out });
      expect(checked.status, checked.stdout + checked.stderr).toBe(0);
      expect(checked.stderr).toBe("");
    }
  });
});

describe("kit", () => {
  test("fills /ZEGEL and one place at the root, as a folder or a tar; its digest is that of its own list", async () => {
    const kit = tree(kitFiles);
    const payload = tree({ "a.txt": "a", "!eerst.txt": "sorteert voor de kit" });
    const [disc] = await build(payload, { kit });
    expect(manifestOf(disc!.folder).files.map((f) => f.path)).toEqual([
      "!eerst.txt",
      "00-EERST-CONTROLEREN.html",
      "ZEGEL/VERSION",
      "ZEGEL/controleprogramma.exe",
      "ZEGEL/hulp/vragen.txt",
      "a.txt",
    ]);
    expect(manifestOf(disc!.folder).emptyFolders).toEqual(["ZEGEL/hulp/leeg"]);
    const list = ["00-EERST-CONTROLEREN.html", "VERSION", "controleprogramma.exe", "hulp/vragen.txt"];
    const lines = list.map((path) => `${sha256(kitFiles[path as keyof typeof kitFiles])}  ${path}\n`);
    const bytes = list.reduce((sum, path) => sum + kitFiles[path as keyof typeof kitFiles].length, 0);
    const text = `# zegel/manifest v1\n# files 4\n# bytes ${bytes}\n# empty-folder hulp/leeg\n${lines.join("")}`;
    expect(disc!.release.kit).toEqual({ version: "1.2.0", sha256: sha256(text) });
    const tar = join(temporaryFolder(), "kit.tar");
    expect(run("tar", ["-cf", tar, "-C", kit, "."]).status).toBe(0);
    const [again] = await build(payload, { kit: tar });
    expect(again!.release).toEqual(disc!.release);
    expect(run("tar", ["-tf", join(disc!.folder, "payload.tar")]).stdout).toBe("!eerst.txt\na.txt\n"); // the payload alone
  });

  test.each([
    ["no VERSION", { VERSION: undefined }, /VERSION/],
    ["two lines in VERSION", { VERSION: "1\n2\n" }, /VERSION/],
    ["an empty VERSION", { VERSION: "" }, /VERSION/],
    ["a SEAL", { SEAL: "x" }, /SEAL.*itself needs/],
    ["a manifest in small letters", { manifest: "x" }, /manifest.*itself needs/],
    ["an INSTALL", { INSTALL: "x" }, /INSTALL.*itself needs/],
    ["a folder AANWIJZINGEN", { "AANWIJZINGEN/x": "x" }, /AANWIJZINGEN.*itself needs/],
    ["a reserved name", { "aux.txt": "x" }, /device name/],
  ])("%s is refused", async (_, change, reason) => {
    const files = Object.fromEntries(
      Object.entries({ ...kitFiles, ...change }).filter(([, text]) => text !== undefined),
    );
    const refusals = await refusalsOf(tree({ a: "a" }), { kit: tree(files as Record<string, string>) });
    expect(refusals.map((r) => `${r.path} ${r.reason}`).join()).toMatch(reason);
  });

  test("a payload may not bring the kit's own page, kit or no kit; in a folder of its own it may", async () => {
    const payload = tree({ "00-eerst-CONTROLEREN.html": "van de leverancier" });
    for (const options of [{}, { kit: tree(kitFiles) }])
      expect((await refusalsOf(payload, options)).map((r) => r.reason).join()).toMatch(/kit's own page/);
    await expect(build(tree({ "map/00-EERST-CONTROLEREN.html": "van de leverancier" }))).resolves.toHaveLength(1);
  });
});

describe("set", () => {
  test("two discs: their own images, each note with the manifests of both", async () => {
    const payloads = [tree({ een: "1" }), tree({ twee: "2", "map/": "" })];
    const discs = await build(payloads, { kit: tree(kitFiles) });
    expect(discs.map((disc) => disc.release.disc)).toEqual([1, 2]);
    const manifests = discs.map((disc) => sha256File(join(disc.folder, "MANIFEST")));
    for (const disc of discs) {
      expect(disc.folder).toMatch(new RegExp(`/out/${disc.release.disc}$`));
      expect(disc.release.manifests).toEqual(manifests);
      expect(parseRelease(noteOf(disc.folder).text)).toEqual(disc.release);
      expect(disc.release.imageSha256).toBe(sha256File(join(disc.folder, "unsealed.iso")));
    }
    const [alone] = await build(payloads[0]!, { kit: tree(kitFiles) });
    expect(alone!.release.imageSha256).toBe(discs[0]!.release.imageSha256); // the set is in the note, not in the image
  });
});

describe("papers", () => {
  const installJson = {
    static: { "bin/osv.jar": sha256("jar"), "bin/één.dll": sha256("dll") },
    mayChange: ["log/osv.log"],
    absent: ["bin/version.dll"],
  };
  const markdown =
    "# Gebruik\n\n1. Leg de schijf in.\n2. Open de pagina\n   en lees.\n\n## Daarna\n\n3) Bel bij twijfel.\n";

  async function described(install: unknown, instructions: string, extra: Record<string, unknown> = {}) {
    const { release } = commandFiles({ install: "install.json", instructions: "aanwijzingen.md", ...extra });
    writeFileSync(join(release, "../install.json"), typeof install === "string" ? install : JSON.stringify(install));
    writeFileSync(join(release, "../aanwijzingen.md"), instructions);
    return readDescription(release);
  }

  test("B5: an install list with paths that only look alike is accepted", async () => {
    const install = { static: { a: sha256("a"), "a.b/c": sha256("c") }, mayChange: ["ab", "á"], absent: ["a b/a"] };
    expect((await described(install, markdown)).install?.files).toHaveLength(5);
  });

  test("INSTALL and AANWIJZINGEN stand in /ZEGEL and in the manifest", async () => {
    const [disc] = await build(tree({ a: "a" }), { description: await described(installJson, markdown) });
    const paths = manifestOf(disc!.folder).files.map((f) => f.path);
    expect(paths).toEqual([aanwijzingenPath, installPath, "a"]);
    const steps = parseAanwijzingen(Buffer.from(content(disc!.folder, aanwijzingenPath)));
    expect(steps).toEqual(["Leg de schijf in.", "Open de pagina en lees.", "Bel bij twijfel."]);
    expect(parseInstall(Buffer.from(content(disc!.folder, installPath))).files).toEqual([
      { path: "bin/osv.jar", class: "static", sha256: sha256("jar") },
      { path: "bin/version.dll", class: "absent" },
      { path: "bin/één.dll", class: "static", sha256: sha256("dll") },
      { path: "log/osv.log", class: "may-change" },
    ]);
  });

  test.each([
    ["another key", { ...installJson, extra: [] }, /only the keys/],
    ["a place that is a number", { ...installJson, place: 1 }, /a text under "place"/],
    ["a start that is a list", { ...installJson, start: ["a"] }, /a text under "start"/],
    ["a place that is a share", { ...installJson, place: "\\\\server\\OSV" }, /folder of the computer itself/],
    ["a place that is empty", { ...installJson, place: "" }, /no blank at the start or end/],
    ["a start upwards", { ...installJson, start: "../setup.exe" }, /not a name/],
    ["a list of numbers", { ...installJson, absent: [1] }, /paths as text/],
    ["a digest in capitals", { static: { a: sha256("a").toUpperCase() } }, /lower-case hex/],
    ["the same path twice", { ...installJson, absent: ["bin/osv.jar"] }, /once/],
    ["a path upwards", { ...installJson, absent: ["../x"] }, /not a name/],
    ["the same key twice", `{"static": {"a": "${sha256("a")}", "a": "${sha256("b")}"}}`, /"a" twice/],
    ["a list", [], /JSON object/],
    ["B5: a path below a file", { static: { a: sha256("a"), "a/b": sha256("b") } }, /"a" as a file and as a folder/],
    ["B5: a path above one to come", { ...installJson, absent: ["log"] }, /"log" as a file and as a folder/],
    ["B5: paths that differ in case", { static: { a: sha256("a"), A: sha256("b") } }, /"A" and "a"/],
    [
      "B5: an absent path that differs in case",
      { ...installJson, absent: ["BIN/OSV.JAR"] },
      /differ in more than case/,
    ],
    ["B5: a path in form NFD", { static: { "e\u0301": sha256("a") } }, /NFC/],
  ])("install.json with %s is refused", async (_, install, reason) => {
    await expect(described(install, markdown)).rejects.toThrow(reason);
  });

  describe("start", () => {
    const payload = { "OSV/setup.exe": "s", "OSV/lib/osv.jar": "j" };
    const starting = (start: string) => described({ ...installJson, place: "C:\\OSV", start }, markdown);

    test("is a file of the payload: then it stands in INSTALL, before the files", async () => {
      const [disc] = await build(tree(payload), { description: await starting("OSV/setup.exe") });
      const text = content(disc!.folder, installPath).toString();
      expect(text.split("\n").slice(0, 3)).toEqual(["zegel/install v2", "place C:\\OSV", "start OSV/setup.exe"]);
      expect(manifestOf(disc!.folder).files.map(({ path }) => path)).toContain("OSV/setup.exe");
    });

    test.each([
      [
        "is not there",
        "OSV/start.exe",
        /"OSV\/start\.exe" must be a file of the payload.*and is not there; name the file/,
      ],
      ["is a folder", "OSV/lib", /"OSV\/lib" must be a file of the payload.*and is a folder; name the file/],
      ["is spelt otherwise", "osv/Setup.exe", /and is not there; write "OSV\/setup\.exe"/],
      ["is a file of the kit", "ZEGEL/controleprogramma.exe", /must be a file of the payload/],
      ["is the seal", "ZEGEL/SEAL", /must be a file of the payload/],
    ])("that %s is refused", async (_, start, reason) => {
      const options = { kit: tree(kitFiles), description: await starting(start) };
      await expect(build(tree(payload), options)).rejects.toThrow(reason);
    });

    test("stands on one disc of a set; on none it is refused; rebuilt alone the other disc is the same", async () => {
      const payloads = [tree(payload), tree({ b: "b" })];
      const description = await starting("OSV/setup.exe");
      const discs = await build(payloads, { description });
      expect(content(discs[1]!.folder, installPath)).toEqual(content(discs[0]!.folder, installPath));
      await expect(build(payloads[1]!, { description })).rejects.toThrow(/must be a file of the payload/);
      const [alone] = await build(payloads[1]!, { description, isOneOfSet: true });
      expect(alone!.release.imageSha256).toBe(discs[1]!.release.imageSha256);
      await expect(build(payloads, { description: await starting("OSV/start.exe") })).rejects.toThrow(/payload/);
    });
  });

  test.each([
    ["text between steps", "1. Een\nlosse tekst\n", /line 2: expected a numbered step/],
    ["a number left out", "1. Een\n3. Drie\n", /expected step 2/],
    ["a list with dashes", "- Een\n", /numbered step/],
    ["no step", "# Niets\n", /found none/],
    ["an empty step", "1. \n", /no blank at the start or end/],
    ["a table", "1. Een\n\n| a | b |\n", /numbered step/],
    ["a step below a heading without number", "1. Een\n\n   los\n", /numbered step/],
  ])("aanwijzingen.md with %s is refused", async (_, instructions, reason) => {
    const made = described(installJson, instructions).then((d) => build(tree({ a: "a" }), { description: d }));
    await expect(made).rejects.toThrow(reason);
  });
});

describe("release description", () => {
  async function read(text: string | Record<string, unknown>) {
    const path = join(temporaryFolder(), "release.json");
    writeFileSync(path, typeof text === "string" ? text : JSON.stringify(text));
    return readDescription(path);
  }
  const whole = { ...choice, recall: 3 };

  test("is read field by field", async () => {
    expect(await read(whole)).toEqual({ choice, recallAtLeast: 3, install: undefined, steps: undefined });
  });

  test("all faults are told at once", async () => {
    const { product: _, ...rest } = whole;
    const bad = {
      ...rest,
      version: 2,
      sequence: "12",
      role: "gsb",
      date: "2027-02-30T12:00:00Z",
      extra: 1,
      install: 5,
    };
    const error = await read(bad).catch((e: Error) => e);
    expect(error).toMatchObject({ code: "DESCRIPTION" });
    const message = (error as Error).message;
    expect(message).toMatch(/7 reasons/);
    for (const line of [
      /"product" is missing/,
      /"version" must be a string, and is a number/,
      /"sequence" must be a number, and is a string/,
      /"role" must be 2 to 8 capitals/,
      /"date" must be a moment/,
      /"extra" is no field/,
      /"install" must be the name of a file/,
    ])
      expect(message).toMatch(line);
  });

  test.each([
    ["a key twice", JSON.stringify(whole).replace("{", '{"product":"X",'), /"product" twice/],
    ["a key twice, once escaped", JSON.stringify(whole).replace("{", '{"pr\\u006fduct":"X",'), /"product" twice/],
    ["no JSON", "{", /expected JSON/],
    ["a list", "[]", /one JSON object/],
    ["null", "null", /one JSON object/],
    ["a byte order mark", `\ufeff${JSON.stringify(whole)}`, /byte order mark/],
    ["a fraction", { ...whole, sequence: 1.5 }, /whole number/],
    ["a negative recall", { ...whole, recall: -1 }, /whole number/],
    ["sequence 0", { ...whole, sequence: 0 }, /whole number/],
    ["a volume too long", { ...whole, volume: "A".repeat(17) }, /1 to 16/],
    ["a date beyond ISO 9660", { ...whole, date: "2100-01-01T00:00:00Z" }, /moment/],
    ["another medium", { ...whole, medium: "floppy" }, /cd650/],
    ["__proto__", '{"__proto__": 1}', /"__proto__" is no field/],
    ["70 kB", `${JSON.stringify(whole)}${" ".repeat(70_000)}`, /at most 65536 bytes/],
  ])("with %s is refused", async (_, text, reason) => {
    await expect(read(text)).rejects.toThrow(reason);
  });

  test("a description that is not there", async () => {
    await expect(readDescription("/nergens.json")).rejects.toMatchObject({ code: "DESCRIPTION" });
  });
});

describe("trust root and previous release", () => {
  test("an unsigned root, and one of another purpose, are refused; the fitting ones pass", async () => {
    const payload = tree({ a: "a" });
    await expect(build(payload, { trustRoot: rootNote("demonstration", false) })).rejects.toMatchObject({
      code: "ROOT",
    });
    await expect(build(payload, { trustRoot: rootNote("final") })).rejects.toMatchObject({ code: "ROOT" });
    for (const purpose of ["final", "trial"] as const) {
      await expect(build(payload, { description: description({ purpose }) })).rejects.toMatchObject({ code: "ROOT" });
      await expect(
        build(payload, { description: description({ purpose }), trustRoot: rootNote("final") }),
      ).resolves.toHaveLength(1);
    }
  });

  test("previous: the digest of its text; another product, election or role, or no higher number, is refused", async () => {
    const payload = tree({ a: "a" });
    const [first] = await build(payload);
    const previous = noteOf(first!.folder);
    const next = (change = {}) => build(payload, { previous, description: description({ sequence: 13, ...change }) });
    expect((await next())[0]!.release.previous).toBe(textDigest(previous.text));
    for (const change of [{ product: "X" }, { election: "X" }, { role: "CSB" }, { sequence: 12 }, { sequence: 11 }])
      await expect(next(change), JSON.stringify(change)).rejects.toMatchObject({ code: "PREVIOUS" });
  });
});

describe("command", () => {
  /** What `args` does not give of `--release` and `--root` is the usual. */
  const build = (...args: string[]) => {
    const out = join(temporaryFolder(), "out");
    const usual = Object.entries(commandFiles()).flatMap(([name, path]) =>
      args.includes(`--${name}`) ? [] : [`--${name}`, path],
    );
    return { out, ...zegel(["build-iso", ...usual, "--out", out, ...args]) };
  };

  test("says what it made and what comes next", () => {
    const { status, stdout, stderr, out } = build("--payload", tree({ a: "a" }), "--medium", "dvd");
    expect(status, stderr).toBe(0);
    // No progress in a pipe; what was left out and seldom is meant.
    expect(stderr.replaceAll(/;.*$/gm, "")).toBe(
      "zegel: warning: no --kit: a municipality will find no verifier on this disc\n" +
        "zegel: warning: number 12 and no --previous: who signs cannot see what changed\n",
    );
    const text = noteOf(out).text;
    expect(parseRelease(text).medium).toBe("dvd");
    expect(stdout).toContain(`zegelcode:       ${encodeZegelcode(textDigest(text))}\n`);
    expect(stdout).toMatch(/image digest: {4}([0-9a-f]{4} ){15}[0-9a-f]{4}\n/);
    expect(stdout).toMatch(/manifest digest: ([0-9a-f]{4} ){15}[0-9a-f]{4}\n/);
    expect(stdout).toMatch(/zegel sign .*release\.note --key/);
  });

  test("--json gives one object", () => {
    const { status, stdout, out } = build("--payload", tree({ a: "a" }), "--payload", tree({ b: "b" }), "--json");
    expect(status).toBe(0);
    const { discs, warnings } = JSON.parse(stdout);
    expect(warnings).toEqual([expect.stringContaining("no --kit"), expect.stringContaining("no --previous")]);
    expect(discs).toHaveLength(2);
    expect(discs[1]).toMatchObject({ folder: join(out, "2"), disc: 2, files: 1, bytes: 1, kit: null, previous: null });
    expect(discs[1].imageSha256).toBe(sha256File(discs[1].image));
  });

  test("--previous and --kit: no warning; nor of number 1; a number that is not above the previous one's is refused", async () => {
    const first = build("--payload", tree({ a: "a" }), "--release", commandFiles({ sequence: 1 }).release);
    expect([first.status, first.stderr.match(/warning: no --kit|warning: number/g)]).toEqual([
      0,
      ["warning: no --kit"],
    ]);
    const { release } = commandFiles({ sequence: 13 });
    const args = [
      "--payload",
      tree({ a: "a" }),
      "--previous",
      join(first.out, "release.note"),
      "--kit",
      tree(kitFiles),
    ];
    const second = build(...args, "--release", release);
    expect([second.status, second.stderr]).toEqual([0, ""]);
    const given = { ...commandFiles({ sequence: 1 }), out: join(temporaryFolder(), "out") };
    const again = [...args, ...Object.entries(given).flatMap(([name, path]) => [`--${name}`, path])];
    const same = await zegelIn(".", ["build-iso", ...again]);
    expect([same.status, existsSync(given.out)]).toEqual([1, false]);
    expect(same.stderr).toContain("has sequence 1, this one 1: expected a higher number");
    expect(parseRelease(noteOf(second.out).text)).toMatchObject({ kit: { version: "1.2.0" } });
    expect(parseRelease(noteOf(second.out).text).previous).toBe(textDigest(noteOf(first.out).text));
  });

  test("help has an example; usage errors end with 2, a bad root with 1", () => {
    const help = zegel(["build-iso", "--help"]);
    expect(help.status).toBe(0);
    expect(help.stdout).toMatch(/Example:\n {2}zegel build-iso --payload/);
    expect(build().status).toBe(2); // no payload
    expect(build("--payload", "x", "--medium", "floppy").status).toBe(2);
    const root = join(temporaryFolder(), "root.note");
    writeFileSync(root, encodeNote(rootNote("demonstration", false)));
    const { status, stderr } = build("--payload", tree({ a: "a" }), "--root", root);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^zegel: trust root version 1: expected 1 good signatures/);
  });
});
