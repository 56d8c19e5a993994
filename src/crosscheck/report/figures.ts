// Figures, units and numbers in words.

import { fill, type Language, type Text, visible } from "../../words/language.ts";
import { showNumber } from "../../words/numbers.ts";
import type { CountUnit } from "../read/model.ts";
import type { Figure } from "../rules/findings.ts";

/** As the record on paper calls them, with its letter where it has one. */
const names: Readonly<Record<Extract<Figure, { kind: "other" }>["name"], Text>> = {
  cast: { nl: "kiesgerechtigden", en: "entitled voters" },
  "geldige stempassen": { nl: "A geldige stempassen", en: "A valid poll cards" },
  "geldige volmachtbewijzen": { nl: "B geldige volmachtbewijzen", en: "B valid proxy certificates" },
  "geldige kiezerspassen": { nl: "C geldige kiezerspassen", en: "C valid voter passes" },
  "toegelaten kiezers": { nl: "D toegelaten kiezers", en: "D admitted voters" },
  totalCounted: { nl: "E stemmen op lijsten", en: "E votes for lists" },
  blanco: { nl: "F blanco stembiljetten", en: "F blank ballot papers" },
  ongeldig: { nl: "G ongeldige stembiljetten", en: "G invalid ballot papers" },
  counted: { nl: "H getelde stembiljetten", en: "H counted ballot papers" },
  "meer getelde stembiljetten": { nl: "I meer getelde stembiljetten", en: "I more ballot papers counted" },
  "minder getelde stembiljetten": { nl: "J minder getelde stembiljetten", en: "J fewer ballot papers counted" },
  "meegenomen stembiljetten": { nl: "meegenomen stembiljetten", en: "ballot papers taken away" },
  "te weinig uitgereikte stembiljetten": {
    nl: "te weinig uitgereikte stembiljetten",
    en: "too few ballot papers handed out",
  },
  "te veel uitgereikte stembiljetten": {
    nl: "te veel uitgereikte stembiljetten",
    en: "too many ballot papers handed out",
  },
  "geen briefstembiljetten": { nl: "geen briefstembiljetten", en: "no postal ballot papers" },
  "te veel briefstembiljetten": { nl: "te veel briefstembiljetten", en: "too many postal ballot papers" },
  "kwijtgeraakte stembiljetten": { nl: "kwijtgeraakte stembiljetten", en: "ballot papers lost" },
  "geen verklaring": { nl: "geen verklaring", en: "no explanation" },
  "andere verklaring": { nl: "andere verklaring", en: "other explanation" },
};

const listWords: Text = { nl: "lijst {list}", en: "list {list}" };
const candidateWords: Text = { nl: "lijst {list}, kandidaat {candidate}", en: "list {list}, candidate {candidate}" };

export function sayFigure(figure: Figure, language: Language): string {
  if (figure.kind === "list") return fill(listWords[language], { list: figure.list });
  if (figure.kind === "candidate")
    return fill(candidateWords[language], { list: figure.list, candidate: figure.candidate });
  return names[figure.name][language];
}

/** `Dorpshuis De Hucht (0668::SB1)`. Foreign text in it is spelt out. */
export function sayUnit({ id, name }: Pick<CountUnit, "id" | "name">): string {
  return name === "" ? visible(id) : `${visible(name)} (${visible(id)})`;
}

/** 3025 as `3.025`; texts spelt out. */
export function sayNumber(value: number | string, language: Language): string {
  if (typeof value === "string") return visible(value);
  return showNumber(value, language);
}
