// What compare says, in Dutch and English. Names of fields stay as their standards have them.

import type { Text } from "../../words/language.ts";

export const text = (nl: string, en: string): Text => ({ nl, en });

/** Everything else on the screen and on the page. */
export const texts = {
  title: text("Twee schijfbestanden vergeleken", "Two images compared"),
  same: text("Gelijk: elke byte is dezelfde.", "The same: every byte is equal."),
  sealOnly: text(
    "Alleen het zegel verschilt: zonder de inhoud van ZEGEL/SEAL zijn de schijfbestanden gelijk.",
    "Only the seal differs: apart from what ZEGEL/SEAL holds the images are the same.",
  ),
  differ: text("De schijfbestanden verschillen.", "The images differ."),
  unexplained: text(
    "De schijfbestanden verschillen, en niet alles is verklaard.",
    "The images differ, and not all of it is explained.",
  ),
  explained: text(
    "{percent} % van {total} verschillende bytes verklaard; onverklaard: {left}.",
    "{percent} % of {total} differing bytes explained; unexplained: {left}.",
  ),
  files: text(
    "Bestanden: {same} gelijk, {differ} anders van inhoud, {renamed} anders van naam, {added} alleen in B, {removed} alleen in A.",
    "Files: {same} the same, {differ} of other content, {renamed} of other name, {added} only in B, {removed} only in A.",
  ),
  recipe: text("volgt de regels van het recept", "keeps the rules of the recipe"),
  deviates: text("wijkt af van het recept: {codes}", "deviates from the recipe: {codes}"),
  broken: text("de structuur is niet tot het eind te lezen", "its structure cannot be read to the end"),
  bytes: text("bytes", "bytes"),
  more: text("en {count} andere", "and {count} others"),
  notThere: text("niet aanwezig", "not there"),
  faults: text("Niet te volgen", "Could not be followed"),
  what: text("wat", "what"),
  count: text("aantal", "count"),
  differing: text("verschillende bytes", "differing bytes"),
  judges: text(
    "Dit verklaart verschillen en beoordeelt niets: of een schijf echt is, zegt zegel verify.",
    "This explains differences and judges nothing: whether a disc is genuine zegel verify says.",
  ),
} as const;
