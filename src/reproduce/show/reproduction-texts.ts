// What a rebuild says, in Dutch and English.

import type { Language, Text } from "../../words/language.ts";
import type { CheckedThing, ReproductionOutcome } from "../rebuild/reproduction.ts";
import { text } from "./texts.ts";

export const resultTexts: Readonly<Record<ReproductionOutcome, Text>> = {
  same: text("GELIJK: bit voor bit nagebouwd", "SAME: rebuilt bit for bit"),
  differs: text(
    "VERSCHILT: het nagebouwde is niet wat is vrijgegeven",
    "DIFFERENT: the rebuild is not what was released",
  ),
  "other-image": text(
    "ANDERE MASTER: de versie is bit voor bit nagebouwd, en het gegeven schijfbestand of de gegeven hashcode is die niet",
    "OTHER MASTER: the release was rebuilt bit for bit, and the image or master digest given is not it",
  ),
  unexplained: text("VERSCHILT: en niet elke byte is verklaard", "DIFFERENT: and not every byte is explained"),
};

/** A label stands before its value in a column. */
export const reproductionTexts = {
  withSeal: text(
    ", en met het zegel erin precies de bytes van de master",
    ", and with its seal the very bytes of the master",
  ),
  noRelease: text("een schijfbestand zonder zegel, dat geen versie noemt", "an unsealed image, which names no release"),
  release: text(
    "{software}, nummer {sequence}, schijf {disc} van {discs}",
    "{software}, number {sequence}, disc {disc} of {discs}",
  ),
  zegelcode: text("zegelcode:       {code}", "zegelcode:       {code}"),
  image: text("schijfbestand:   {sha256}", "image digest:    {sha256}"),
  manifest: text("bestandslijst:   {sha256}", "manifest digest: {sha256}"),
  master: text("met het zegel:   {sha256}", "master digest:   {sha256}"),
  kitOfImage: text(
    "kit:             uit het gegeven schijfbestand; de hashcode ervan is nagegaan",
    "kit:             taken from the image given; its digest is checked",
  ),
  asReleased: text("gelijk:          {what}", "as released:     {what}"),
  notAsReleased: text(
    "VERSCHILT:       {what}: verwacht {expected}, gevonden {found}",
    "NOT as released: {what}: expected {expected}, found {found}",
  ),
  recipe: text(
    "bouwrecept:      {recipe}; een versie noemt geen versies van programma's, een proefbouw vooraf beslist welke voldoen",
    "recipe:          {recipe}; a release names no tool versions, its canary decides which will do",
  ),
  madeWith: text(
    "nagebouwd met:   {environment} (verklaring van een nabouwer in het zegel)",
    "rebuilt with:    {environment} (a reviewer's statement in the seal)",
  ),
  writtenBy: text("gemaakt door:    {writers}", "written by:      {writers}"),
  here: text("hier:            {tools}", "here:            {tools}"),
  clean: text("anders gemaakt:  {list}", "clean:           {list}"),
  notClean: text("NIET anders:     {list}", "NOT clean:       {list}"),
  difference: text(
    "verschil:        {explained} van {differing} verschillende bytes verklaard: {causes}",
    "difference:      {explained} of {differing} differing bytes explained: {causes}",
  ),
  summary: text("samenvatting:    {sha256}", "summary digest:  {sha256}"),
  written: text("geschreven:      {path}", "written:         {path}"),
  signatures: text(
    "handtekeningen:  hier niet beoordeeld: dat doet zegel verify",
    "signatures:      not judged here: zegel verify does that",
  ),
  nextOther: text(
    "Hierna: vraag waar het gegeven schijfbestand of de hashcode vandaan komt; zegel compare toont waar een schijfbestand verschilt.",
    "Next: ask where the image or the digest given comes from; zegel compare shows where an image differs.",
  ),
  nextRebuild: text(
    "Hierna: bouw na met --out MAP en kijk met zegel compare; ga na of de software en de kit die van de versie zijn.",
    "Next: rebuild with --out FOLDER and look with zegel compare; check that the payload and the kit are the release's.",
  ),
  nextCompare: text(
    "Hierna: zegel compare SCHIJFBESTAND met wat is geschreven; ga na of de software en de kit die van de versie zijn.",
    "Next: zegel compare IMAGE and the image written; check that the payload and the kit are the release's.",
  ),
} as const satisfies Record<string, Text>;

export const thingWords: Readonly<Record<CheckedThing, Text>> = {
  "manifest digest": text("hashcode van de bestandslijst", "manifest digest"),
  "kit digest": text("hashcode van de kit", "kit digest"),
  "image size": text("grootte van het schijfbestand", "image size"),
  "place of the seal": text("plaats van het zegel", "place of the seal"),
  "image digest": text("hashcode van het schijfbestand", "image digest"),
  "image digest of the image given": text("hashcode van het gegeven schijfbestand", "image digest of the image given"),
  "master digest of the image given": text(
    "hashcode van de gegeven master, met het zegel",
    "master digest of the image given",
  ),
  "master digest": text("hashcode van de master, met het zegel", "master digest"),
};

/** By the English that a report has in every language. */
export const surroundingWords: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map(
  [
    text("tijdzone", "time zone"),
    text("taal", "locale"),
    text("zoekpad", "path"),
    text("thuismap", "home"),
    text("umask", "umask"),
    text("omgeving", "environment"),
    text("gebruiker, groep, netwerk, naam van de computer", "user, group, network, host name space"),
    text("gebruiker, groep", "user, group"),
    text("klok", "clock"),
    text("gebruiker en netwerk: unshare(1) werkt hier niet", "user and network: unshare(1) does not work here"),
    text("klok: faketime(1) is niet geïnstalleerd", "clock: faketime(1) is not installed"),
  ].map((words) => [words.en, words]),
);
