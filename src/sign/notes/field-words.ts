// The fields of a release and of a rebuild note in words, made of what the note itself shows: the sheet that an officer reads and the
// comparison with the previous release call a field by one name and show its value in one way.

import { encodeHashGroups, type Rebuild, type Release } from "../../format/index.ts";
import type { Language } from "../../words/language.ts";
import { say, type Word } from "./words.ts";

/** One line of a field. */
export interface FieldInWords {
  readonly label: string;
  readonly value: string;
  /** It ends with a digest in groups: one line however long, to be read across. */
  readonly isDigest: boolean;
}

/** `text`: what stands behind the name of the line. */
export function releaseFieldInWords(field: keyof Release, text: string, language: Language): FieldInWords {
  switch (field) {
    case "purpose":
    case "urgency":
      return row(field, say(text as Release["purpose"] | Release["urgency"], language), language);
    case "disc":
      return row(field, text.replace("of", say("of", language)), language);
    case "imageSize":
      return row(field, `${text} ${say("bytes", language)}`, language);
    case "sealOffset":
      return row("sealPlace", text, language);
    case "imageSha256":
      return digest("image", text, language);
    case "kit":
    case "trustRoot":
    case "previous":
      return digest(field, text, language);
    case "manifests": {
      const [number = "", sha256 = ""] = text.split(" ");
      const { label, ...others } = digest("manifest", sha256, language);
      return { label: `${label} ${number}`, ...others };
    }
    default:
      return row(field, text, language);
  }
}

const scopes = { image: "scopeImage", source: "scopeSource", kit: "scopeKit" } as const;

/** `text`: what stands behind the name of the line. */
export function rebuildFieldInWords(field: keyof Rebuild, text: string, language: Language): FieldInWords {
  switch (field) {
    case "release":
      return digest("ofRelease", text, language);
    case "scope":
      return row(field, say(scopes[text as Rebuild["scope"]], language), language);
    case "differs": {
      const isAgreement = text === "agrees";
      const differs = `${say("differs", language)}:`;
      return row("finding", isAgreement ? say("agrees", language) : text.replace("differs", differs), language);
    }
    case "imageSha256":
      return digest("image", text, language);
    case "manifestSha256":
      return digest("manifestMeasured", text, language);
    case "kit":
      return digest(field, text, language);
    default:
      return row(field, text, language);
  }
}

function row(word: Word, value: string, language: Language): FieldInWords {
  return { label: say(word, language), value, isDigest: false };
}

function digest(word: Word, text: string, language: Language): FieldInWords {
  const value = text === "none" ? say("none", language) : text.replace(/[0-9a-f]{64}$/, encodeHashGroups);
  return { label: say(word, language), value, isDigest: true };
}
