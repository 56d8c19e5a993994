// Letters on paper: the longest that there may be, and what a browser's print says of them.

import type { Page } from "playwright-core";

/** As long as notes and TEXTS let them be, in words that people have. */
export const longest = {
  release: {
    product: "Ondersteunende Software Verkieze",
    version: "2.24.3-kandidaat.4+bouw.20270115",
    election: "GR2027_herindeling-Land-van-Cuij",
    role: "NBSB",
    sequence: 999_999,
    urgency: "emergency",
  },
  contact:
    "Kiesraad, servicedesk verkiezingssoftware, 070 426 62 66 of 088 123 45 67 (ook 's avonds en op de dag van de verkiezing), e-mail servicedesk.verkiezingssoftware@kiesraad.example, Postbus 2001, Den Haa",
  texts: {
    date: "2027-09-22",
    sender: "Kiesraad, team Uitslagvaststelling, Postbus 20011, Den Haag",
    address: [
      "Gemeente Nederweert-en-Weert-aan-de-Maasduine",
      "t.a.v. het gemeentelijk stembureau, afdeling",
      "Burgerzaken en Verkiezingen, kamer 12.034",
      "Burgemeester van der Hoeven-Strootmanplein 1a",
      "6000 AB Nederweert-en-Weert-aan-de-Maasduinen",
      "Nederland",
    ],
    municipality: "Nederweert-en-Weert-aan-de-Maasduinen-O.",
    envelope: "000123-K",
    bag: "K00123456789-0123456789-012345",
    lastDay: "2027-09-30",
    minutes: 240,
    telephoneHours: {
      nl: "werkdagen 8.00 tot 18.00 uur, woensdag 17 maart 2027 tot het eind van de telling",
      en: "working days 8.00 to 18.00; on Wednesday 17 March 2027 until the count is over",
    },
    staatscourant: "2027, 999999",
    website: "controle-verkiezingssoftware.example.nl",
  },
} as const;

/** In the page: as a text, since the types of a browser are not those of these tests. */
const findFaults = `(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  for (const place of all(".side, .front header, .address, .strip, .groups, .digest, .above"))
    if (place.scrollHeight > place.clientHeight + 1 || place.scrollWidth > place.clientWidth + 1)
      faults.push((place.className || place.tagName) + " is too small");
  for (const side of all(".side")) {
    const paper = side.getBoundingClientRect();
    for (const element of side.querySelectorAll("p, li, td, span:not(.group-word)")) {
      const { left, right } = element.getBoundingClientRect();
      if (left < paper.left || right > paper.right) faults.push(element.textContent + " is beside the paper");
    }
  }
  const main = document.querySelector("main").getBoundingClientRect();
  for (const element of all("main > :not(.across), main > div:not(.across) *, td, .code, .scanned"))
    if (element.getBoundingClientRect().right > main.right + 1) faults.push(element.textContent + " is beside the text");
  const pairs = [[".contact", ".strip"], [".english", ".back .pattern"], [".back > ul", ".back .pattern"], [".strip", ".fold"], [".address", ".what"], [".facts", ".what"], [".key-row", "section.back"]];
  const letters = all("article");
  for (const letter of letters.length === 0 ? [document] : letters) for (const [above, below] of pairs) {
    const upper = letter.querySelector(above), lower = letter.querySelector(below);
    if (upper && lower && upper.getBoundingClientRect().bottom > lower.getBoundingClientRect().top + 1)
      faults.push(above + " runs into " + below);
  }
  return faults;
})()`;

/** Sheets' sides of the PDF that the browser prints. */
export async function sidesOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** What runs over its place, or into what stands below it. */
export const faultsOf = async (page: Page): Promise<string[]> => (await page.evaluate(findFaults)) as string[];
