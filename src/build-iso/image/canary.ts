// Is this xorriso good enough? It makes a small fixed image, and the image must have the one right digest.
// A list of good versions would be guessing: what matters is the bytes. docs/spec/recipe.md, "Canary"

import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { mediumBytes } from "../../format/index.ts";
import { BuildError } from "../error.ts";
import { folderNameLimit } from "../sources/names.ts";
import { howToGetXorriso, writeByXorriso } from "./xorriso.ts";

/** SHA-256 of the canary's image under recipe version 1. */
export const canarySha256 = "d405d1c8c84f1cf375f823cc5af33a80db6a5ea31fd78af4c9a7c837212146be";

const longName = (ending: string) =>
  `${"gebietErgebnisKandidatZusammenfassung".padEnd(96 - ending.length, "-")}${ending}`;
const deepFolder = Array.from({ length: 14 }, (_, i) => `niveau ${i + 1}`).join("/");

/** Paths and their contents, in the order of their data: not that of the paths, so that weights matter. */
const canaryFiles: readonly (readonly [path: string, content: string])[] = [
  ["ZEGEL/SEAL", "\0".repeat(4096)],
  ["ZEGEL/MANIFEST", "kanarie\n"],
  // Names that plain ISO 9660 would cut to the same 31 characters.
  [longName(".jsp"), "lang"],
  [longName("EK.jsp"), "langer"],
  ["Lijst van gekozenen [concept] (2) = 50%, 'oud' & nieuw.txt", "leestekens"],
  ["Súdwest-Fryslân/Noardeast-Fryslân/reëel ĳ ĲÇŒ.txt", "letters met tekens"],
  ["Súdwest-Fryslân/leeg.txt", ""],
  [".verborgen", "punt voorop"],
  [`${deepFolder}/diep.bin`, "d".repeat(70_000)],
  [`${"map".padEnd(folderNameLimit, "-")}/bestand.txt`, "langste mapnaam"],
  ["gelijk-1.txt", "gelijke inhoud"],
  ["gelijk-2.txt", "gelijke inhoud"],
  ["a.txt", "eerst in het pad, laatst op de schijf"],
];
const emptyFolder = "lege map";

/** Throws BuildError CANARY, XORRISO. `folder`: a new folder for the canary and its image. */
export async function checkXorriso(folder: string, xorrisofs: string, signal: AbortSignal | undefined): Promise<void> {
  await mkdir(folder);
  const files: { readonly path: string; readonly place: string }[] = [];
  for (const [path, content] of canaryFiles) {
    const place = `tree/${path}`;
    await mkdir(dirname(`${folder}/${place}`), { recursive: true });
    await writeFile(`${folder}/${place}`, content);
    files.push({ path, place });
  }
  await mkdir(`${folder}/tree/${emptyFolder}`);
  const recipe = {
    workFolder: folder,
    files,
    emptyFolders: [emptyFolder],
    emptyPlace: `tree/${emptyFolder}`,
    volume: "KANARIE",
    publisher: "KIESRAAD",
    date: "2027-01-15T12:00:00Z",
    sizeLimit: mediumBytes.cd650,
    xorrisofs,
  };
  const { sha256 } = await writeByXorriso(recipe, `${folder}/canary.iso`, { signal });
  if (sha256 !== canarySha256)
    throw new BuildError(
      "CANARY",
      `this xorriso makes other bytes than the recipe: expected a canary image with SHA-256 ${canarySha256}, ` +
        `found ${sha256}. ${howToGetXorriso}`,
    );
}
