// What the person chose: a disc or a copy of one, an image file, or an installed program with what it is compared with.

import { ImageTree } from "../verify/image-tree.ts";
import { readSought } from "../verify/peek-installed.ts";
import type { Platform, Tree } from "../verify/proof/ports.ts";
import type { Source } from "../verify/proof/verify.ts";
import { BrowserMedium } from "./browser/medium.ts";
import { makeBrowserPlatform } from "./browser/platform.ts";
import { BrowserTree } from "./browser/tree.ts";
import { element, say } from "./elements.ts";
import { type Slip, slipOfDisc, slipOfFile } from "./slips.ts";

export interface ChosenTarget {
  /** As the record names it. */
  readonly name: string;
  /** Made anew for each look at it. */
  readonly sourceOn: (platform: Platform) => Source;
}

/** One thing that was chosen. */
interface Thing {
  readonly name: string;
  /** Files of a folder; undefined for an image file. */
  readonly count: number | undefined;
  /** Bytes. */
  readonly size: number;
  readonly asDisc: () => Source;
  readonly asTree: (platform: Platform) => Tree;
  /** Of what a program is compared with: where that says that it is installed. An offer, for nothing has vouched for it yet. */
  readonly place?: string | undefined;
}

/** What it was chosen as. */
type Role = "disc" | "program" | "reference";

const inputs: readonly (readonly [id: string, role: Role])[] = [
  ["folder", "disc"],
  ["file", "disc"],
  ["program", "program"],
  ["reference-folder", "reference"],
  ["reference-file", "reference"],
];

export class TargetEntry {
  readonly #things = new Map<Role, Thing>();
  /** Said in place of what is chosen: a slip, or what was read before and is no longer chosen. */
  #told: { readonly says: () => string; readonly isSlip: boolean } | undefined;
  #takes = 0;
  /** Resolves when what was chosen last has been looked at. */
  settled: Promise<void> = Promise.resolve();
  readonly #state = element("target", HTMLParagraphElement);
  readonly #inputs: readonly HTMLInputElement[];
  readonly #onChange: () => void;

  /** `onNote`: gets a file that was dropped and is no disc but a note of ours; false: it is none. */
  constructor(onChange: () => void, onNote: (file: File) => Promise<boolean>) {
    this.#onChange = onChange;
    this.#inputs = inputs.map(([id, role]) => {
      const input = element(id, HTMLInputElement);
      // Chromium tells nothing when the same path is chosen again, though another file may be there.
      input.addEventListener("click", () => clear(input));
      input.addEventListener("change", () => this.#take(role, () => this.#ofInput(input, role)));
      return input;
    });
    this.#listenToDrops(onNote);
  }

  get chosen(): ChosenTarget | undefined {
    const { disc, program, reference } = Object.fromEntries(this.#things);
    if (disc !== undefined) return { name: disc.name, sourceOn: disc.asDisc };
    if (program === undefined || reference === undefined) return undefined;
    const sourceOn = (platform: Platform): Source => ({
      kind: "installed",
      folder: program.asTree(platform),
      reference: { name: reference.name, tree: reference.asTree(platform) },
    });
    return { name: program.name, sourceOn };
  }

  show(): void {
    this.#state.textContent = this.#told?.says() ?? this.#sentence();
    this.#state.classList.toggle("slip", this.#told?.isSlip === true);
  }

  #sentence(): string {
    const { disc, program, reference } = Object.fromEntries(this.#things);
    if (disc !== undefined) return sentenceOf(disc);
    const named = [
      program && say("chosenProgram", { name: program.name, count: program.count ?? 0 }),
      reference && say("chosenReference", { name: reference.name }),
    ];
    if (program === undefined && reference === undefined) return say("noTarget");
    return [...named, nextOf(program, reference)].filter((part) => part !== undefined).join(" ");
  }

  /** After a check: what lies there by now is to be chosen anew. A browser lists a folder when it is chosen, and not again. */
  forget(): void {
    const name = this.chosen?.name;
    if (name !== undefined) this.#told = { says: () => say("chooseAgain", { name }), isSlip: false };
    this.#clearAll();
    this.show();
  }

  /** The folder of the program is another: what it is compared with stays. */
  refuseProgram({ slip, values }: Slip): void {
    this.#things.delete("program");
    this.#told = { says: () => say(slip, values), isSlip: true };
    this.show();
    this.#inputs.find(({ id }) => id === "program")?.focus({ preventScroll: true });
    this.#state.scrollIntoView({ block: "nearest" });
  }

  /** Another disc is wanted. */
  askAgain(): void {
    this.#told = undefined;
    this.#clearAll();
    this.show();
    this.#inputs[0]?.focus();
  }

  #clearAll(): void {
    this.#things.clear();
    for (const input of this.#inputs) clear(input);
  }

  /** What is chosen takes the place of what was chosen as the same; a disc that of an installed program, and the other way round. */
  #take(role: Role, choose: () => Promise<Thing | Slip>): void {
    this.settled = this.#takeNow(role, choose, ++this.#takes);
  }

  async #takeNow(role: Role, choose: () => Promise<Thing | Slip>, own: number): Promise<void> {
    const chosen = await choose().catch((error: unknown) => failure(error));
    if (own !== this.#takes) return;
    for (const other of role === "disc" ? (["program", "reference"] as const) : (["disc"] as const))
      this.#things.delete(other);
    if ("slip" in chosen) {
      this.#things.delete(role);
      this.#told = { says: () => say(chosen.slip, chosen.values), isSlip: chosen.slip !== "noTarget" };
    } else {
      this.#things.set(role, chosen);
      this.#told = undefined;
    }
    this.show();
    this.#onChange();
  }

  async #ofInput(input: HTMLInputElement, role: Role): Promise<Thing | Slip> {
    const files = input.files ?? [];
    const [file] = files;
    const thing = input.webkitdirectory
      ? ofFolder(BrowserTree.ofChosen(files), role)
      : file === undefined
        ? { slip: "noTarget" as const }
        : await ofFile(file);
    return "slip" in thing || role !== "reference" ? thing : { ...thing, place: await placeOf(thing) };
  }

  /** Anywhere on the page: a file that misses the target must not open in the browser instead. */
  #listenToDrops(onNote: (file: File) => Promise<boolean>): void {
    const place = element("drop", HTMLElement);
    addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
    addEventListener("dragleave", () => place.classList.remove("over"));
    addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      const items = [...(event.dataTransfer?.items ?? [])];
      const [first] = items;
      // A folder that is dropped does not show all that is in it: docs/adr/0019
      const isFolder = first?.webkitGetAsEntry()?.isDirectory === true;
      const file = first?.getAsFile() ?? undefined;
      const take = (slip: Slip) => this.#take("disc", async () => slip);
      if (items.length > 1) return take({ slip: "twoDropped", values: { count: items.length } });
      if (isFolder) return take({ slip: "folderDropped" });
      if (file === undefined) return take({ slip: "noTarget" });
      const own = ++this.#takes;
      this.settled = onNote(file).then((isNote) =>
        isNote ? undefined : this.#takeNow("disc", () => ofFile(file), own),
      );
    });
  }
}

async function placeOf({ name, asTree }: Thing): Promise<string | undefined> {
  const platform = await makeBrowserPlatform();
  return (await readSought({ name, tree: asTree(platform) }))?.place;
}

function failure(error: unknown): Slip {
  return { slip: "notChosen", values: { text: error instanceof Error ? error.message : String(error) } };
}

function clear(input: HTMLInputElement): void {
  input.value = "";
}

function nextOf(program: Thing | undefined, reference: Thing | undefined): string {
  if (reference === undefined) return say("needReference");
  if (program !== undefined) return say("programLimits");
  return reference.place === undefined ? say("needProgram") : say("needProgramAt", { place: reference.place });
}

function sentenceOf({ name, count, size }: Thing): string {
  return count === undefined
    ? say("chosenFile", { name, size: Math.round(size / 1e6) })
    : say("chosenFolder", { name, count });
}

async function ofFile(file: File): Promise<Thing | Slip> {
  const slip = await slipOfFile(file);
  if (slip !== undefined) return slip;
  const medium = () => new BrowserMedium(file);
  return {
    ...{ name: file.name, count: undefined, size: file.size },
    asDisc: () => ({ kind: "image", medium: medium(), mounted: undefined }),
    asTree: (platform) => new ImageTree(medium(), platform),
  };
}

function ofFolder(tree: BrowserTree, role: Role): Thing | Slip {
  const { length: count } = tree.paths;
  const slip = role === "program" && count > 0 ? undefined : slipOfDisc(tree, role === "reference");
  if (slip !== undefined) return slip;
  const shown = role === "reference" ? tree.asReference() : tree;
  return {
    ...{ name: tree.name === "" ? say("wholeDrive") : tree.name, count, size: 0 },
    asDisc: () => ({ kind: "tree", tree: shown, deniedDevice: undefined }),
    asTree: () => shown,
  };
}
