// What the person chose: an image file, a folder, or something dropped on the page.

import { VerifyError } from "../verify/proof/verdict.ts";
import type { Source } from "../verify/proof/verify.ts";
import { BrowserMedium } from "./browser/medium.ts";
import { BrowserTree } from "./browser/tree.ts";
import { element, say } from "./elements.ts";

export interface ChosenTarget {
  readonly name: string;
  readonly source: Source;
  /** Files in a folder; undefined for an image. */
  readonly count: number | undefined;
  /** Bytes of an image. */
  readonly bytes: number;
}

export class TargetEntry {
  chosen: ChosenTarget | undefined;
  #fault: string | undefined;
  /** Name of what was chosen before, and is no longer. */
  #checked: string | undefined;
  readonly #state = element("target", HTMLParagraphElement);
  readonly #inputs = [element("file", HTMLInputElement), element("folder", HTMLInputElement)] as const;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    const [file, folder] = this.#inputs;
    // Chromium tells nothing when the same path is chosen again, though another file may be there.
    for (const input of this.#inputs) input.addEventListener("click", () => clear(input));
    file.addEventListener("change", () => void this.#take(async () => ofFile(file.files?.[0])));
    folder.addEventListener("change", () => void this.#take(async () => ofChosenFolder(folder.files)));
    this.#listenToDrops();
  }

  show(): void {
    this.#state.textContent = this.#fault ?? this.#sentence();
  }

  #sentence(): string {
    const { chosen } = this;
    if (chosen !== undefined && chosen.count !== undefined)
      return say("chosenFolder", { name: chosen.name, count: chosen.count });
    if (chosen !== undefined) return say("chosenFile", { name: chosen.name, size: Math.round(chosen.bytes / 1e6) });
    return this.#checked === undefined ? say("noTarget") : say("chooseAgain", { name: this.#checked });
  }

  /** After a check: what lies there by now is to be chosen anew. A browser lists a folder when it is chosen, and not again. */
  forget(): void {
    if (this.chosen !== undefined) this.#checked = this.chosen.name;
    this.chosen = undefined;
    for (const input of this.#inputs) clear(input);
    this.show();
  }

  async #take(choose: () => Promise<ChosenTarget | undefined>): Promise<void> {
    try {
      this.#checked = undefined;
      this.chosen = await choose();
      this.#fault = undefined;
    } catch (error) {
      this.chosen = undefined;
      this.#fault = say("failed", { text: error instanceof Error ? error.message : String(error) });
    }
    this.show();
    this.#onChange();
  }

  /** Anywhere on the page: a file that misses the target must not open in the browser instead. */
  #listenToDrops(): void {
    const place = element("drop", HTMLElement);
    addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
    addEventListener("dragleave", () => place.classList.remove("over"));
    addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      // Two things dropped at once count as nothing chosen. A folder that is dropped does not show all that is in it: docs/adr/0019
      const [first, more] = event.dataTransfer?.items ?? [];
      const only = more === undefined ? first : undefined;
      const isFolder = only?.webkitGetAsEntry()?.isDirectory === true;
      const file = only?.getAsFile() ?? undefined;
      void this.#take(async () => {
        if (isFolder) throw new VerifyError("GEBRUIK", say("dropFailed"));
        return ofFile(file);
      });
    });
  }
}

function clear(input: HTMLInputElement): void {
  input.value = "";
}

function ofFile(file: File | undefined): ChosenTarget | undefined {
  if (file === undefined) return undefined;
  const medium = new BrowserMedium(file);
  return { name: file.name, source: { kind: "image", medium, mounted: undefined }, count: undefined, bytes: file.size };
}

async function ofChosenFolder(list: FileList | null): Promise<ChosenTarget | undefined> {
  const [first] = list ?? [];
  if (list === null || first === undefined) return undefined;
  return ofTree(first.webkitRelativePath.split("/")[0] ?? "", BrowserTree.ofChosen(list));
}

async function ofTree(name: string, tree: BrowserTree): Promise<ChosenTarget> {
  const files = (await tree.list()).filter((entry) => entry.kind === "file").length;
  if (files === 0) throw new VerifyError("GEBRUIK", `${name}: there are no files in it`);
  return { name, source: { kind: "tree", tree, deniedDevice: undefined }, count: files, bytes: 0 };
}
