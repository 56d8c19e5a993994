// The page's elements, found by name, and the language it speaks. A name that is not there is a mistake of ours and stops the page.

import type { Language } from "../../words/language.ts";
import { say as sayIn, type TypingText } from "../paper/texts.ts";

export function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return found;
}

/** Text only: nothing that came from a file ever becomes markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  text = "",
  className = "",
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

export function button(text: string, onClick: () => void, className = ""): HTMLButtonElement {
  const made = make("button", text, className);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

let language: Language = "nl";

export function currentLanguage(): Language {
  return language;
}

export function say(name: TypingText, values: Readonly<Record<string, string | number>> = {}): string {
  return sayIn(name, language, values);
}

/** Puts every fixed sentence of the page in this language. */
export function speak(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const place of document.querySelectorAll<HTMLElement>("[data-text]"))
    place.textContent = say(place.dataset.text as TypingText);
}

/** Said aloud once, and not at every key. */
export function tell(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
