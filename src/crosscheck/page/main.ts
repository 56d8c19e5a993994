// The page on which one person types paper: who types, which station, which paper, its boxes. It keeps nothing but in the file that is
// saved. docs/spec/paper-entry.md, "The page"

import { parseForm } from "../paper/form.ts";
import type { Typing } from "../paper/typing.ts";
import { currentLanguage, element, say, speak } from "./dom.ts";
import { PaperView } from "./paper-view.ts";
import { Saving } from "./saving.ts";
import { type Started, StartView } from "./start-view.ts";
import { UnitsView } from "./units-view.ts";

const given = element("form", HTMLOListElement);
const form = parseForm([...given.children].map((line) => `${line.textContent}\n`).join(""));

/** From the start on: what is typed, and the screens that show it. */
interface Session {
  readonly typing: Typing;
  readonly units: UnitsView;
  readonly paper: PaperView;
  readonly saving: Saving;
}
let session: Session | undefined;
let isSaved = true;
/** What was said last above the stations, to say it again in another language. */
let said: () => string = () => "";

function start({ typing, decision, file }: Started): void {
  const paper = new PaperView(typing, decision, given.dataset.candidates === "yes", {
    onChange: () => {
      isSaved = false;
    },
    onLeave: (isFinished) => void leave(isFinished),
  });
  const units = new UnitsView(typing, decision, (unit) => {
    units.hide();
    paper.open(unit);
  });
  session = { typing, units, paper, saving: new Saving(`invoer-${typing.entry}.txt`) };
  said = () => (file === undefined ? "" : say("resumed", { name: file }));
  element("start", HTMLElement).hidden = true;
  show();
  units.focus();
}

/** Back to the stations; what was finished is saved at once. */
async function leave(isFinished: boolean): Promise<void> {
  if (session === undefined) return;
  session.paper.hide();
  if (isFinished) {
    isSaved = false;
    await save();
  } else {
    said = () => "";
    show();
  }
  session.units.focus();
  window.scrollTo(0, 0);
}

async function save(): Promise<void> {
  if (session === undefined) return;
  const { typing, saving, units } = session;
  const saved = await saving.save(typing.encode());
  isSaved = saved !== "no";
  said = () => {
    if (saved === "no") return say("notSaved");
    const where = say(saved === "written" ? "saved" : "handedOver", { name: saving.name });
    return units.isAllDone ? `${where} ${say("allFinished")}` : where;
  };
  show();
}

function show(): void {
  document.title = `${say("title")}: ${form.name}`;
  session?.units.show(said(), isSaved);
}

element("save", HTMLButtonElement).addEventListener("click", () => void save());
element("language", HTMLButtonElement).addEventListener("click", () => {
  speak(currentLanguage() === "nl" ? "en" : "nl");
  if (session !== undefined && !element("units", HTMLElement).hidden) show();
  session?.paper.show();
});
// The browser asks in its own words. What is typed and not saved would be gone.
window.addEventListener("beforeunload", (event) => {
  if (!isSaved) event.preventDefault();
});
new StartView(form, start);
speak("nl");
