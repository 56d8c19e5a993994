// What verdicts.test.ts puts into the page beside its own script: the same functions, to be called with any record.

import { speak } from "../../src/page/elements.ts";
import { goToVerdict, showVerdict } from "../../src/page/verdict.ts";

globalThis.showAgain = (record, language) => {
  speak(language);
  document.querySelector("#result").hidden = false;
  scrollTo(0, 0);
  showVerdict(record);
  goToVerdict();
};
