// The page's elements, found by name; a name that is not there is a mistake of ours and stops the page.

import { fill, type Language } from "../words/language.ts";
import { type PageText, pageTexts } from "./page-texts.ts";

export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return found;
}

/** Text only: nothing that came from a disc ever becomes markup. */
export function make(tag: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

let language: Language = "nl";

export function currentLanguage(): Language {
  return language;
}

export function say(name: PageText, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(pageTexts[name][language], values);
}

/** Puts every fixed sentence of the page in this language. */
export function speak(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = say("title");
  for (const place of document.querySelectorAll<HTMLElement>("[data-text]"))
    place.textContent = say(place.dataset.text as PageText);
}
