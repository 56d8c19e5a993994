// A slip at choosing gets a sentence and the question again; what is no slip goes to the verifier.

import { describe, expect, test } from "vitest";
import { BrowserTree } from "../../src/page/browser/tree.ts";
import { slipOfDisc, slipOfFile } from "../../src/page/slips.ts";
import { VerifyError } from "../../src/verify/proof/verdict.ts";
import { makeDisc } from "../verify/fixture.ts";
import { chosenFile } from "./chosen.ts";

const disc = makeDisc();
const tree = (...paths: string[]) => BrowserTree.ofChosen(paths.map((path) => chosenFile(path)));

describe("a chosen folder", () => {
  test("is named by the first name of its paths, and a drive, which no folder is above, by none", async () => {
    expect(tree("OSV/bin/a", "OSV/b")).toMatchObject({ name: "OSV", paths: ["bin/a", "b"] });
    const drive = tree("ZEGEL/SEAL", "OSV/setup.exe", "LEESMIJ.txt");
    expect(drive).toMatchObject({ name: "", paths: ["ZEGEL/SEAL", "OSV/setup.exe", "LEESMIJ.txt"] });
    expect(tree("ZEGEL/SEAL", "OSV/setup.exe").paths).toEqual(["ZEGEL/SEAL", "OSV/setup.exe"]);
    expect(tree("/ZEGEL/SEAL", "/a")).toMatchObject({ name: "", paths: ["ZEGEL/SEAL", "a"] });
    expect(await drive.list()).toContainEqual({ path: "OSV", kind: "folder" });
  });

  test("of which two files have one path, or one has none, is not read", () => {
    expect(() => tree("a/b", "a/b")).toThrow(VerifyError);
    expect(() => tree("a/")).toThrow(VerifyError);
    expect(tree().paths).toEqual([]);
  });

  test.each([
    ["empty", tree(), "emptyFolder"],
    ["the disc's own folder ZEGEL", tree("ZEGEL/SEAL", "ZEGEL/MANIFEST"), "zegelFolder"],
    ["the folder above the disc", tree("kopie/osv/ZEGEL/SEAL", "kopie/osv/a", "kopie/b"), "parentFolder"],
    ["the folder above two of them", tree("usb/a/ZEGEL/SEAL", "usb/b/ZEGEL/SEAL"), "severalDiscs"],
    ["a stick with the image on it", tree("usb/OSV.ISO", "usb/foto.jpg"), "imageInFolder"],
  ])("%s: said, and asked again", (_what, chosen, slip) => {
    expect(slipOfDisc(chosen, false)?.slip).toBe(slip);
  });

  test.each([
    ["a disc", tree("osv/ZEGEL/SEAL", "osv/a.iso")],
    ["a disc without its seal", tree("osv/ZEGEL/MANIFEST", "osv/b/ZEGEL/SEAL")],
    ["a folder of another case", tree("osv/zegel/seal", "osv/a.iso")],
    ["something else", tree("foto/a.jpg")],
  ])("%s is the verifier's to judge", (_what, chosen) => {
    expect(slipOfDisc(chosen, false)).toBeUndefined();
    expect(slipOfDisc(chosen, true)).toBeUndefined();
  });

  test("says which folder or file is meant", () => {
    expect(slipOfDisc(tree("x/kopie/osv/ZEGEL/SEAL", "x/a"), false)?.values).toEqual({ path: "kopie/osv" });
    expect(slipOfDisc(tree("usb/map/osv.iso"), true)?.values).toEqual({ path: "map/osv.iso" });
  });

  test("to compare with may be the copy of ZEGEL alone; of a disc it is that folder and no other", () => {
    const copy = tree("kopie/SEAL", "kopie/MANIFEST", "kopie/INSTALL");
    expect(slipOfDisc(copy, true)).toBeUndefined();
    expect(copy.asReference().paths).toEqual(["ZEGEL/SEAL", "ZEGEL/MANIFEST", "ZEGEL/INSTALL"]);
    expect(tree("osv/ZEGEL/SEAL", "osv/SEAL", "osv/a").asReference().paths).toEqual(["ZEGEL/SEAL"]);
    expect(tree("foto/a.jpg").asReference().paths).toEqual(["a.jpg"]);
  });
});

describe("a chosen file", () => {
  const slipOf = (content: string | Uint8Array, name = "osv.iso") =>
    slipOfFile(new File([new Uint8Array(Buffer.from(content))], name));

  test.each([
    ["a zip", "PK\u0003\u0004", "osv.zip", "zip"],
    ["a document, which is a zip inside", "PK\u0003\u0004", "brief.docx", "otherFile"],
    ["a packed file", "7z\u00bc\u00af\u0027\u001c", "osv.7z", "packed"],
    ["an empty file", "", "osv.iso", "emptyFile"],
    ["a log proof", "c2sp.org/tlog-proof@v1\n", "osv.tlog-proof", "ofKiesraad"],
    ["a recall list", "zegel/recall v1\n", "lijst.note", "ofKiesraad"],
    ["a text", "Lees dit eerst.\r\n", "lees.txt", "otherFile"],
    ["what is still being downloaded", disc.image, "osv.iso.crdownload", "unfinished"],
  ])("%s: said, and asked again", async (_what, content, name, slip) => {
    const bytes = typeof content === "string" ? Buffer.from(content, "latin1") : content;
    expect(await slipOf(bytes, name)).toEqual({ slip, values: { path: name } });
  });

  test("that is an image, or anything else, is the verifier's to judge; so is an image that begins as a zip or a program", async () => {
    expect(await slipOf(disc.image)).toBeUndefined();
    for (const start of ["PK\u0003\u0004", "MZ"]) {
      const both = Buffer.from(disc.image);
      both.write(start, "latin1");
      expect(await slipOf(both)).toBeUndefined();
    }
    expect(await slipOf(new Uint8Array(100_000))).toBeUndefined();
  });
});
