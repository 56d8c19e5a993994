// The back of a letter: how the program itself is verified, and ten lines of English.

import { type Html, html } from "../../words/html.ts";
import { momentWords } from "../../words/moments.ts";
import { isPractice, type Letter, say } from "../letter-parts.ts";
import { backWords, englishLines } from "../letter-words.ts";
import { certutilPicture, digestFrame, nothing, said } from "../parts.ts";
import { pagePath, programPath } from "../released-set.ts";
import { englishStop } from "./recalled-words.ts";
import { englishReportLines } from "./words.ts";

/** How the program itself is verified, before it may judge the disc. */
export function backPart(letter: Letter): Html {
  const { set } = letter;
  const lineFor = (path: string) => `certutil -hashfile D:\\${path.replaceAll("/", "\\")} SHA256`;
  const program = lineFor(programPath);
  const file = `D:\\${programPath.replaceAll("/", "\\")}`;
  const sayBack = (name: keyof typeof backWords) => say(letter, backWords[name]);
  return html`<h2>${sayBack("title")}</h2>
<ol class="steps">
<li>${sayBack("open")}</li>
<li>${sayBack("type")}<br><span class="code line">${program}</span></li>
<li>${sayBack("answer")}
${certutilPicture(program, file, set.programSha256, sayBack("picture"))}
${digestFrame(sayBack("programDigest"), set.programSha256)}</li>
<li>${sayBack("page")}<br><span class="code line">${lineFor(pagePath)}</span>
${digestFrame(sayBack("pageDigest"), set.pageSha256)}</li>
</ol>
<p class="loud">${sayBack("wrong")}</p>
<h2>${sayBack("windows")}</h2>
<ul>
<li>${sayBack("blue")}</li>
<li>${sayBack("policy")}</li>
</ul>
`;
}

/** In the Dutch letter alone: the other is English as a whole. */
export function englishPart(letter: Letter): Html {
  if (letter.language === "en") return nothing;
  const { set, texts } = letter;
  const ofPurpose = (lines: { readonly good: string; readonly practice: string }) =>
    isPractice(letter) ? lines.practice : lines.good;
  const values = {
    day: momentWords(texts.lastDay, "en"),
    place: englishLines.above,
    good: letter.dispatch === undefined ? ofPurpose(englishLines) : ofPurpose(englishReportLines),
    contact: set.contact,
    hours: texts.telephoneHours.en,
  };
  const lines = englishLines.lines.map((line) => html`<li>${said({ nl: line, en: line }, "en", values)}</li>\n`);
  const stop = (letter.recalled ?? []).length === 0 ? [] : [html`<li>${englishStop}</li>\n`];
  return html`<section lang="en" class="english">
<h2>${englishLines.title}</h2>
<ol>
${[...stop, ...lines]}</ol>
</section>
`;
}
