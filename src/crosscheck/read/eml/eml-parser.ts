// Bytes of one file through a strict XML parser (saxes) and the tables of grammar.ts. The parser is sound, but slow on deep nesting and
// without bounds on what it holds at once: the limits here close both. Nothing recurses; a file is gone through once.

import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { type Fail, type Place, ReadError } from "../error.ts";
import { limits } from "../limits.ts";
import {
  type Attributes,
  isRow,
  knownNames,
  nameKey,
  namespaces,
  type Particle,
  type Rule,
  ruleAt,
} from "./grammar.ts";

/**
 * Bytes handed to the parser at once: it holds no more than twice as many beyond a limit that it does not know. Small pieces are faster
 * too: one character beyond Latin-1 doubles the memory of the piece that it stands in.
 */
const pieceBytes = 32 * 1024;
/** Attributes that say where a schema is, for other programs. */
const schemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
const xmlnsNamespace = "http://www.w3.org/2000/xmlns/";

/** One open element. Reused: a file has millions of elements, and never more than 32 open. */
class Frame {
  rule: Rule | undefined;
  /** The place in the row of its rule, and how often it was taken. */
  index = 0;
  count = 0;
  inVotes = false;
  text = "";
}

export type RuleOf = (tag: SaxesTagNS, fail: Fail) => Rule;

export class EmlParser {
  readonly #parser = new RoomyParser({ xmlns: true, position: true });
  // fatal: bytes that are no UTF-8 are refused; ignoreBOM: a mark at the start is handed out, and taken off here alone.
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #frames = Array.from({ length: limits.depth + 1 }, () => new Frame());
  readonly #ruleOfRoot: RuleOf;
  /** Of the tag that is being read, `attributeCount` of them: the parser's own table of them is slow to go through, even an empty one. */
  readonly #attributes: SaxesAttributeNS[] = [];
  #attributeCount = 0;
  #root: Rule | undefined;
  #rootUri = "";
  #known: ReadonlySet<string> | undefined;
  #depth = 0;
  /** Depth at which an unknown element began, which is passed over with all that it holds; 0: none is open. */
  #skipFrom = 0;
  #skipped = 0;
  #isStarted = false;
  /** Characters of whole pieces since the parser last told of anything; -1: it did within the piece at hand. */
  #silent = 0;

  /** `ruleOfRoot` is asked once, for the root element, and throws by its second argument what it does not take. */
  constructor(ruleOfRoot: RuleOf) {
    this.#ruleOfRoot = ruleOfRoot;
    for (const frame of this.#frames) frame.rule = undefined;
    this.#listen();
  }

  /** Unknown elements so far, those within them not counted. */
  get skipped(): number {
    return this.#skipped;
  }

  /** The next bytes. Throws ReadError. */
  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += pieceBytes)
      this.#feed(this.#decode(bytes.subarray(from, from + pieceBytes), true));
  }

  /** The file is at its end. Throws ReadError. */
  end(): void {
    this.#feed(this.#decode(undefined, false));
    this.#parse(() => this.#parser.close());
  }

  /** Throws a ReadError of where the parser is. Public for who finds a fault in what was read. */
  readonly fail: Fail = (reason, values = {}) => {
    throw new ReadError(reason, values, this.#place());
  };

  #place(): Place {
    return { line: this.#parser.line, column: this.#parser.column };
  }

  #decode(bytes: Uint8Array | undefined, stream: boolean): string {
    try {
      return bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream });
    } catch {
      return this.fail("NOT_UTF8");
    }
  }

  #feed(text: string): void {
    if (this.#silent > limits.token) this.fail("TOO_LONG", { limit: limits.token });
    const isFirst = !this.#isStarted && text !== "";
    if (isFirst) this.#isStarted = true;
    this.#silent = Math.max(0, this.#silent);
    const piece = isFirst && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    this.#parse(() => this.#parser.write(piece));
    if (this.#silent >= 0) this.#silent += text.length;
  }

  /** Its errors are caught, its XML declaration is asked for, and of comments only the length counts, as of any silence. */
  #listen(): void {
    const parser = this.#parser;
    parser.on("doctype", () => this.fail("FORBIDDEN_MARKUP", { what: "DOCTYPE" }));
    parser.on("processinginstruction", () => this.fail("FORBIDDEN_MARKUP", { what: "<?…?>" }));
    parser.on("cdata", () => this.fail("FORBIDDEN_MARKUP", { what: "CDATA" }));
    parser.on("attribute", (attribute) => this.#onAttribute(attribute as SaxesAttributeNS));
    parser.on("opentag", (tag) => this.#onOpen(tag));
    parser.on("text", (text) => this.#onText(text));
    parser.on("closetag", () => this.#onClose());
  }

  #judgeDeclaration(): void {
    const { version = "1.0", encoding = "utf-8" } = this.#parser.xmlDecl;
    if (version !== "1.0") this.fail("XML_DECLARATION", { found: `XML ${version}` });
    if (encoding.toLowerCase() !== "utf-8") this.fail("XML_DECLARATION", { found: encoding });
  }

  /** What the parser throws of its own is that the file is no sound XML. */
  #parse(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Error) || error.constructor !== Error) throw error;
      this.fail("NOT_XML", { detail: error.message.replace(/^\d+:\d+: /, "") });
    }
  }

  #demandShort(text: string): void {
    if (text.length > limits.token) this.fail("TOO_LONG", { limit: limits.token });
  }

  /** Its namespace is known when the tag is at its end. */
  #onAttribute(attribute: SaxesAttributeNS): void {
    if (this.#attributeCount >= limits.attributes)
      this.fail("TOO_MANY", { limit: limits.attributes, what: "attribute" });
    this.#demandShort(attribute.value);
    this.#attributes[this.#attributeCount++] = attribute;
  }

  #onOpen(tag: SaxesTagNS): void {
    this.#silent = -1;
    this.#depth++;
    if (this.#depth > limits.depth) this.fail("TOO_DEEP", { limit: limits.depth });
    const rule = this.#skipFrom > 0 ? this.#skip(tag) : this.#ruleOf(tag);
    const frame = this.#frames[this.#depth] as Frame;
    frame.rule = rule;
    frame.index = 0;
    frame.count = 0;
    frame.text = "";
    if (rule === undefined) {
      this.#judgeAttributes(undefined);
      return;
    }
    frame.inVotes = rule.holdsVotes || (this.#depth > 1 && (this.#frames[this.#depth - 1] as Frame).inVotes);
    const attributes = this.#judgeAttributes(rule);
    if (rule.content === "anything") this.#skipFrom = this.#depth;
    rule.open?.(attributes);
  }

  /** The rule of the element that opens here; undefined: it is unknown, and passed over. */
  #ruleOf(tag: SaxesTagNS): Rule | undefined {
    if (this.#depth === 1) {
      this.#judgeDeclaration();
      if (tag.uri === namespaces.eml) this.#rootUri = tag.uri;
      this.#root = this.#ruleOfRoot(tag, this.fail);
      return this.#root;
    }
    const above = this.#frames[this.#depth - 1] as Frame;
    const { content } = above.rule as Rule;
    const row = isRow(content) ? content : [];
    const here = row[above.index];
    if (here !== undefined && above.count < here.max) {
      const found = ruleAt(here, tag.local, this.#uriOf(tag));
      if (found !== undefined) {
        above.count++;
        return found;
      }
    }
    return this.#ruleFurtherOn(tag, above, row);
  }

  #ruleFurtherOn(tag: SaxesTagNS, above: Frame, row: readonly Particle[]): Rule | undefined {
    let { index, count } = above;
    let place = row[index];
    for (; place !== undefined; place = row[index]) {
      const found = count < place.max ? ruleAt(place, tag.local, tag.uri) : undefined;
      if (found !== undefined) {
        above.index = index;
        above.count = count + 1;
        return found;
      }
      if (count < place.min) break;
      index++;
      count = 0;
    }
    if (!above.inVotes && !this.#isKnown(tag)) return this.#skip(tag);
    const expected = place ?? row[above.index];
    return this.fail("WRONG_PLACE", {
      found: tag.name,
      expected: expected === undefined ? `</${(above.rule as Rule).local}>` : namesOf(expected),
    });
  }

  /** Equal texts that are one object compare at once; most elements have the namespace of the root. */
  #uriOf({ uri }: SaxesTagNS): string {
    return uri === this.#rootUri ? namespaces.eml : uri;
  }

  #isKnown({ uri, local }: SaxesTagNS): boolean {
    this.#known ??= knownNames(this.#root as Rule);
    return this.#known.has(nameKey(uri, local));
  }

  /**
   * An element that is passed over: the tables do not know it, or what it lies in is not looked at. One that the tables do know is not
   * passed over, for other programs would count it; but for names and addresses, which the people around a list have as well.
   */
  #skip(tag: SaxesTagNS): undefined {
    const isOfPeople = this.#skipFrom > 0 && (tag.uri === namespaces.xal || tag.uri === namespaces.xnl);
    if (!isOfPeople && this.#isKnown(tag)) this.fail("WRONG_PLACE", { found: tag.name, expected: "…" });
    if (this.#skipFrom === 0) {
      this.#skipFrom = this.#depth;
      this.#skipped++;
    }
    return undefined;
  }

  #judgeAttributes(rule: Rule | undefined): Attributes {
    const count = this.#attributeCount;
    this.#attributeCount = 0;
    if (rule === undefined) return none;
    let values: Record<string, string> | undefined;
    for (let i = 0; i < count; i++) {
      const attribute = this.#attributes[i] as SaxesAttributeNS;
      if (attribute.uri === xmlnsNamespace) continue;
      values ??= {};
      this.#judgeAttribute(attribute, rule, values);
    }
    const wanted = rule.attributes;
    for (let i = 0; i < wanted.length; i++) {
      const { name, type, isRequired } = wanted[i] as Rule["attributes"][number];
      if (isRequired && values?.[name] === undefined)
        this.fail("ATTRIBUTE", { name, where: rule.local, expected: type.name, found: "-" });
    }
    return values ?? none;
  }

  #judgeAttribute({ local, uri, name, value }: SaxesAttributeNS, rule: Rule, values: Record<string, string>): void {
    const known = uri === "" ? attributeOf(rule, local) : undefined;
    const plain = collapsed(value);
    // By the rule's own name: a fresh string as a key would have to be looked up among all names of the program.
    if (known?.type.accepts(plain) === true) values[known.name] = plain;
    else if (uri === schemaInstance && /^(?:schemaLocation|noNamespaceSchemaLocation)$/.test(local)) return;
    else if (known === undefined && rule.content === "anything") return;
    else if (known?.type.isNumber === true) this.fail("NUMBER", { where: `${rule.local}@${local}`, found: value });
    else this.fail("ATTRIBUTE", { name, where: rule.local, expected: known?.type.name ?? "-", found: value });
  }

  #onText(text: string): void {
    this.#silent = -1;
    this.#demandShort(text);
    if (this.#skipFrom > 0 || this.#depth === 0) return;
    const frame = this.#frames[this.#depth] as Frame;
    const { content, local } = frame.rule as Rule;
    if (!isRow(content)) {
      frame.text += text;
      this.#demandShort(frame.text);
    } else if (!isBlank(text)) this.fail("WRONG_PLACE", { found: text.trim(), expected: `<…> (${local})` });
  }

  #onClose(): void {
    this.#silent = -1;
    const frame = this.#frames[this.#depth] as Frame;
    const depth = this.#depth;
    if (this.#skipFrom === depth) this.#skipFrom = 0;
    if (this.#skipFrom === 0 && frame.rule !== undefined) this.#closeKnown(frame, frame.rule);
    this.#depth = depth - 1;
  }

  #closeKnown(frame: Frame, rule: Rule): void {
    const { content } = rule;
    if (content === "anything") rule.close?.("");
    else if (isRow(content)) {
      for (let { index, count } = frame; index < content.length; index++, count = 0) {
        const place = content[index] as Particle;
        if (count < place.min) this.fail("MISSING", { where: rule.local, expected: namesOf(place) });
      }
      rule.close?.("");
    } else {
      const text = content.blanks === "kept" ? frame.text : collapsed(frame.text);
      if (!content.accepts(text)) {
        if (content.isNumber) this.fail("NUMBER", { where: rule.local, found: text });
        this.fail("VALUE", { where: rule.local, expected: content.name, found: text });
      }
      rule.close?.(text);
    }
  }
}

type Options = { readonly xmlns: true; readonly position: true };
/** What is public of it: a class may not name again what is private. */
const BareParser = SaxesParser as unknown as new (
  options: Options,
) => Pick<SaxesParser<Options>, keyof SaxesParser<Options>>;

/**
 * The parser keeps each handler in a property that it makes when it is given one. The seventh is one property too many for V8: the object
 * becomes a slow one, and everything takes four times as long (measured). Properties that a class names have their place from the start.
 */
class RoomyParser extends BareParser {
  readonly attributeHandler = undefined;
  readonly cdataHandler = undefined;
  readonly closeTagHandler = undefined;
  readonly doctypeHandler = undefined;
  readonly openTagHandler = undefined;
  readonly piHandler = undefined;
  readonly textHandler = undefined;
}

const none: Attributes = Object.freeze({});

function attributeOf({ attributes }: Rule, local: string): Rule["attributes"][number] | undefined {
  for (let i = 0; i < attributes.length; i++) {
    const one = attributes[i] as Rule["attributes"][number];
    if (one.name === local) return one;
  }
  return undefined;
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return false;
  }
  return true;
}

/** As xs:token: runs of blanks are one, and those at either end go. */
function collapsed(text: string): string {
  for (let i = 0; i < text.length; i++)
    if (text.charCodeAt(i) <= 0x20) return text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
  return text;
}

function namesOf({ rules }: Particle): string {
  return rules.map(({ local }) => local).join(", ");
}
