// The verdict as a box on paper: sign, word, what to do or not to do, the cause.

import { type Html, html } from "../../../words/html.ts";
import { signSvg } from "../../../words/signs.ts";
import type { Outcome } from "../outcome.ts";

export function verdictPart({ sign, word, headline, emergency, cause, message }: Outcome): Html {
  return html`<div class="verdict ${sign}">
${signSvg(sign)}
<div><p class="word">${word}</p>
<p class="headline">${headline}</p>
${emergency === undefined ? html`` : html`<p class="emergency">${emergency}</p>\n`}<p>${cause ?? ""} <span class="message">${message}</span></p></div>
</div>
`;
}
