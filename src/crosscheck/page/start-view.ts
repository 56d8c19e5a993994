// The first screen: which entry, who types, or a file to go on with.

import { FormatError } from "../../format/text/error.ts";
import { isSamePerson } from "../paper/double-entry.ts";
import type { EntryNumber } from "../paper/entry.ts";
import type { PaperForm } from "../paper/form.ts";
import { sayMisfit } from "../paper/texts.ts";
import { Typing } from "../paper/typing.ts";
import { type ChosenFile, type Decision, decisionOf } from "./decide.ts";
import { currentLanguage, element, say, tell } from "./dom.ts";

export interface Started {
  readonly typing: Typing;
  readonly decision: Decision | undefined;
  /** The file that it goes on with. */
  readonly file: string | undefined;
}

export class StartView {
  readonly #form: PaperForm;
  readonly #onStart: (started: Started) => void;
  readonly #state = element("start-state", HTMLParagraphElement);
  readonly #person = element("person", HTMLInputElement);
  #both: readonly ChosenFile[] = [];

  constructor(form: PaperForm, onStart: (started: Started) => void) {
    this.#form = form;
    this.#onStart = onStart;
    for (const radio of this.#radios())
      radio.addEventListener("change", () => {
        element("both", HTMLDivElement).hidden = this.#entry() !== 3;
      });
    element("begin", HTMLButtonElement).addEventListener("click", () => this.#begin());
    this.#person.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // else it presses the button that gets the focus
      this.#begin();
    });
    this.#onFiles("both-files", (files) => {
      this.#both = files;
      tell(element("both-names", HTMLParagraphElement), files.map(({ name }) => name).join(", "));
    });
    this.#onFiles("resume", ([file]) => {
      if (file !== undefined) this.#resume(file);
    });
  }

  #radios(): HTMLInputElement[] {
    return [...document.querySelectorAll<HTMLInputElement>("input[name=entry]")];
  }

  #entry(): EntryNumber | undefined {
    const value = this.#radios().find(({ checked }) => checked)?.value;
    return value === undefined ? undefined : (Number(value) as EntryNumber);
  }

  /** A choice of the same file is a choice, too: the field forgets it at once. */
  #onFiles(id: string, use: (files: readonly ChosenFile[]) => void): void {
    const field = element(id, HTMLInputElement);
    field.addEventListener("change", async () => {
      const chosen = [...(field.files ?? [])];
      const files = await Promise.all(
        chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      field.value = "";
      use(files);
    });
  }

  #begin(): void {
    const entry = this.#entry();
    if (entry === undefined) {
      tell(this.#state, say("needEntry"));
      this.#radios()[0]?.focus();
      return;
    }
    const typing = new Typing(this.#form, entry, this.#person.value.trim().replace(/\s+/g, " "));
    try {
      typing.encode();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      tell(this.#state, say("needPerson"));
      this.#person.focus();
      return;
    }
    this.#start(typing, undefined);
  }

  #resume({ name, bytes }: ChosenFile): void {
    try {
      const typing = Typing.resume(this.#form, bytes);
      if (typing instanceof Typing) this.#start(typing, name);
      else tell(this.#state, sayMisfit(typing, name, this.#form, currentLanguage()));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      tell(this.#state, say("notEntry", { name, text: error.message }));
    }
  }

  /** Who decides must bring both entries: she is asked nothing else than where they differ. */
  #start(typing: Typing, file: string | undefined): void {
    const decision = typing.entry === 3 ? decisionOf(this.#form, this.#both) : undefined;
    if (typeof decision === "string") {
      tell(this.#state, decision);
      for (const radio of this.#radios()) radio.checked = radio.value === "3";
      element("both", HTMLDivElement).hidden = false;
      element("both-files", HTMLInputElement).focus();
      return;
    }
    if (decision?.persons.some((person) => isSamePerson(person, typing.person))) {
      tell(this.#state, say("decidesOwn"));
      this.#person.focus();
      return;
    }
    if (decision?.open.length === 0) {
      tell(this.#state, say("noneOpen"));
      return;
    }
    tell(this.#state, "");
    this.#onStart({ typing, decision, file });
  }
}
