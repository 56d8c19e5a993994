// One file of EML from its bytes: which kind of message it is, and what it says.

import type { SaxesTagNS } from "saxes";
import type { Fail } from "../error.ts";
import { type Message, type MessageKind, messageKinds } from "../model.ts";
import { candidatesReader } from "./candidates.ts";
import { countReader } from "./count.ts";
import { definitionReader } from "./definition.ts";
import { EmlParser } from "./eml-parser.ts";
import { element, namespaces, type Rule } from "./grammar.ts";
import type { MessageReader } from "./message-reader.ts";
import { resultReader } from "./result.ts";
import * as types from "./simple-types.ts";
import { stationsReader } from "./stations.ts";

/** Sound XML so far, and no message that is read here: another document, or another kind of message. Not a fault of the file. */
export class OtherDocument extends Error {
  /** The name of its root element, and the kind of message where it is one. Foreign text. */
  readonly found: string;

  constructor(found: string) {
    super(found);
    this.found = found;
  }
}

const readers: Readonly<Record<MessageKind, (fail: Fail) => MessageReader>> = {
  "110a": definitionReader,
  "110b": stationsReader,
  "230b": candidatesReader,
  "510b": (fail) => countReader("510b", fail),
  "510c": (fail) => countReader("510c", fail),
  "510d": (fail) => countReader("510d", fail),
  "520": resultReader,
};

export class EmlFile {
  readonly #parser: EmlParser;
  #reader: MessageReader | undefined;

  constructor() {
    this.#parser = new EmlParser((tag, fail) => this.#begin(tag, fail));
  }

  /** The next bytes of the file. Throws ReadError, OtherDocument. */
  write(bytes: Uint8Array): void {
    this.#parser.write(bytes);
  }

  /** All bytes were written. Throws ReadError, OtherDocument. */
  end(): Message {
    this.#parser.end();
    const reader = this.#reader ?? this.#parser.fail("WRONG_ROOT", { found: "-" });
    return reader.finish(this.#parser.skipped);
  }

  #begin(tag: SaxesTagNS, fail: Fail): Rule {
    if (tag.local !== "EML") throw new OtherDocument(tag.name);
    if (tag.uri !== namespaces.eml) fail("WRONG_ROOT", { found: `${tag.name} (${tag.uri})` });
    const id = tag.attributes.Id?.value.trim() ?? "";
    const kind = messageKinds.find((one) => one === id);
    if (kind === undefined) throw new OtherDocument(`${tag.name} ${id}`);
    this.#reader = readers[kind](fail);
    return element("EML", this.#reader.body, { attributes: { Id: types.oneOf(kind), SchemaVersion: types.nameToken } });
  }
}
