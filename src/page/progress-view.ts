// How far a check is: a bar, bytes counted once, and what remains, which is measured and not promised.

import type { Progress } from "../verify/proof/ports.ts";
import { secondsLeft } from "../verify/record/progress-time.ts";
import { element, say } from "./elements.ts";

/** Milliseconds between two pictures: each costs the reading time. */
const interval = 250;
/** Seconds before anything can be said of what remains. */
const settled = 3;

export class ProgressView {
  readonly #bar = element("bar", HTMLProgressElement);
  readonly #text = element("progress", HTMLParagraphElement);
  readonly #file = element("progress-file", HTMLParagraphElement);
  #startedAt = 0;
  #shownAt = 0;

  start(): void {
    this.#startedAt = performance.now();
    this.#shownAt = 0;
    this.#bar.hidden = false;
    this.#bar.value = 0;
  }

  end(): void {
    this.#bar.hidden = true;
    this.#text.textContent = "";
    this.#file.textContent = "";
  }

  show(...[done, total, passed]: Parameters<Progress>): void {
    const now = performance.now();
    if (now - this.#shownAt < interval) return;
    this.#shownAt = now;
    if (total === 0) this.#bar.removeAttribute("value");
    else this.#bar.value = done / total;
    if (passed !== undefined) this.#file.textContent = say("file", { ...passed });
    const read =
      total === 0
        ? say("progressSoFar", { done: megabytes(done) })
        : say("progress", { done: megabytes(Math.min(done, total)), total: megabytes(total) });
    this.#text.textContent = `${read} ${leftOf(done, total, (now - this.#startedAt) / 1000)}`;
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function leftOf(done: number, total: number, elapsed: number): string {
  if (elapsed < settled || total <= done) return "";
  const seconds = Math.ceil(secondsLeft(done, total, elapsed, false));
  return seconds < 90
    ? say("secondsLeft", { count: Math.ceil(seconds / 10) * 10 })
    : say("minutesLeft", { count: Math.ceil(seconds / 60) });
}
