// What a name alone gives away, in the payload and in archives.

import { leftoverByName } from "../files/leftovers.ts";
import { quote } from "../format/index.ts";
import type { Findings } from "./finding.ts";
import type { Entry } from "./item.ts";

const startsItself = /(?:^|\/)(?:autorun\.inf|desktop\.ini|[^/]*\.(?:lnk|scf|url|pif))$/i;
const debugName =
  /\.(?:pdb|dbg|js\.map|css\.map|dSYM)$|(?:^|[/._-])debug(?:ger)?\.(?:exe|dll|jar|js)$|-SNAPSHOT\.[a-z]+$|[._-]debug\.(?:exe|dll|jar)$/i;
const keyStore = /\.(?:p12|pfx|jks|keystore|bcfks)$/i;
export function lookAtName(path: string, findings: Findings): void {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const leftover = leftoverByName(path);
  if (startsItself.test(path)) findings.add("AUTORUN", path, quote(name));
  else if (leftover !== undefined) findings.add("LEFT_OVER", path, leftover);
  if (debugName.test(path)) findings.add("DEBUG_BUILD", path, quote(name));
  if (keyStore.test(path)) findings.add("CERTIFICATE", path, "a key store: it may hold private keys");
}

/** A name in an archive that leads elsewhere when unpacked, or is another on the screen than on the disk. */
export function lookAtEntryName({ name, kind, target }: Entry, path: string, findings: Findings): void {
  const faults: string[] = [];
  const parts = name.replace(/\/$/, "").split(/[\\/]/);
  if (parts.includes("..")) faults.push("leads out of its folder (..)");
  if (/^[\\/]|^[A-Za-z]:/.test(name)) faults.push("is absolute");
  if (name.includes("\\")) faults.push("has backslashes");
  if (/[\p{Cc}\p{Cf}\uFFFD]/u.test(name)) faults.push("has control, bidirectional or undecodable characters");
  if (
    parts.some((part) => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[. ]$/i.test(part) && part !== "." && part !== "..")
  )
    faults.push("is not possible on Windows");
  if (kind === "link") faults.push(target === "" ? "is a link" : `is a link to ${quote(target)}`);
  if (kind === "other") faults.push("is a device, or of an unknown kind");
  for (const fault of faults) findings.add("UNSAFE_NAME", path, fault);
}
