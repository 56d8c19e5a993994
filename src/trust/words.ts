// A fault of trust, in English, for messages and for people who know the formats.

import type { Signature } from "../format/notes/note.ts";
import { quote } from "../format/text/error.ts";
import type { RebuildFault, Shortfall } from "./rebuilds.ts";

/** What a note is or says that keeps it from being a statement, after "it". */
export function describeRebuildFault(fault: RebuildFault): string {
  switch (fault.code) {
    case "OTHER_RELEASE":
      return `is about another release (text digest ${fault.sha256})`;
    case "UNCONFIRMED":
      return "says that it differs, and no reviewer's signature under it can be confirmed: it is damaged or made up; ask the reviewer";
    case "BAD_SIGNATURE":
      return `has a signature by ${fault.name} that does not hold`;
    case "NO_REVIEWER":
      return "is signed by no reviewer whom the trust root asks about this release";
    case "TWO_REVIEWERS":
      return "is signed by more than one reviewer: each speaks for herself";
    case "REVOKED":
      return `is signed by ${fault.by.vkey.name}, a key that was revoked`;
  }
}

/** A line of a note that differs, after "it". */
export function describeUnconfirmed({ name }: Signature): string {
  return `says that it differs, and the signature by ${quote(name)} beside a reviewer's own cannot be confirmed: it may be another reviewer's`;
}

/** Why a statement is no agreement, after "it". */
export function describeShortfall(shortfall: Shortfall): string {
  switch (shortfall) {
    case "DIFFERS":
      return "says that it differs";
    case "SOURCE":
      return "is about the source, and the quorum asks for the image";
    case "KIT":
      return "is about the kit, which is published and never counted";
    case "OTHER_IMAGE":
      return "says that it agrees, and measured another image";
    case "OTHER_MANIFEST":
      return "says that it agrees, and measured another MANIFEST";
    case "OTHER_KIT":
      return "says that it agrees, and is about another kit than the release's";
  }
}
