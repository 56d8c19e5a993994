// The verdict on the page: the drawn sign, one word, what to do. What is said is the record's (verify/record/outcome.ts); here it is set out.

import { labels, recordTexts } from "../verify/record/labels.ts";
import { outcomeOf } from "../verify/record/outcome.ts";
import type { VerificationRecord } from "../verify/record/record.ts";
import { type Sign, signStrokes } from "../words/signs.ts";
import { currentLanguage, element, make, say } from "./elements.ts";

const svg = "http://www.w3.org/2000/svg";

/** Says it again in another language, too. Returns the sign that it shows. */
export function showVerdict(record: VerificationRecord): Sign {
  const language = currentLanguage();
  const outcome = outcomeOf(record, language);
  const { sign, word, headline, emergency, cause, software, checked, steps, after, message } = outcome;
  const place = element("verdict", HTMLDivElement);
  const { receipt, exitCode, controlNumber } = record;
  const code = receipt === undefined ? [] : [codeLine(exitCode === 0 ? "afmeldcode" : "stopcode", receipt.code)];
  if (exitCode !== 0) code[0]?.append(` (${recordTexts.stopcodeUse[language]})`);
  place.className = sign;
  place.replaceChildren(
    headOf(sign, word, headline),
    ...paragraph(emergency, "emergency"),
    ...paragraph(cause, "cause"),
    ...paragraph(software, "software"),
    ...paragraph(checked, "checked"),
    make("h3", labels.todo[language]),
    list(steps),
    ...after.map((sentence) => make("p", sentence)),
    ...code,
    codeLine("controlNumber", controlNumber),
    make("p", message, "message"),
  );
  document.title = `${word} – ${say("title")}`;
  return sign;
}

/** Brings the word to the top of the window, and tells it to who cannot see it. */
export function goToVerdict(): void {
  element("verdict", HTMLDivElement).scrollIntoView({ block: "start" });
  element("headline", HTMLHeadingElement).focus({ preventScroll: true });
}

function headOf(sign: Sign, word: string, headline: string): HTMLElement {
  const title = make("h2", "", "headline");
  title.id = "headline";
  title.tabIndex = -1;
  title.append(drawing(sign), make("span", word, "word"), " ", make("span", headline, "line"));
  return title;
}

/** In the colour of the text around it, so that it is there in forced colours and in print. The word beside it says the same. */
function drawing(sign: Sign): SVGElement {
  const made = document.createElementNS(svg, "svg");
  made.setAttribute("class", "sign");
  made.setAttribute("viewBox", "0 0 100 100");
  made.setAttribute("aria-hidden", "true");
  for (const { path, width } of signStrokes[sign]) {
    const line = document.createElementNS(svg, "path");
    line.setAttribute("d", path);
    line.setAttribute("stroke-width", String(width));
    made.append(line);
  }
  return made;
}

function codeLine(name: "afmeldcode" | "stopcode" | "controlNumber", code: string): HTMLElement {
  const made = make("p", `${recordTexts[name][currentLanguage()]}: `);
  made.append(make("span", code, "number"));
  return made;
}

function paragraph(text: string | undefined, name: string): HTMLElement[] {
  return text === undefined ? [] : [make("p", text, name)];
}

function list(lines: readonly string[]): HTMLElement {
  const made = document.createElement("ol");
  made.append(...lines.map((line) => make("li", line)));
  return made;
}
