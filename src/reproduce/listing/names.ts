// Names of records as text: for finding the same thing again, and for showing; never for opening anything.

const utf8 = new TextDecoder("utf-8");
const utf16 = new TextDecoder("utf-16be");

/** What is not text becomes U+FFFD; a slash would look like a folder. */
export function textOf(identifier: Uint8Array, isUcs2: boolean): string {
  return (isUcs2 ? utf16 : utf8).decode(identifier).replaceAll("/", "\ufffd");
}

/** The name that a record stands for: its Rock Ridge name, or its identifier without version number and empty extension. */
export function nameOf(identifier: Uint8Array, isUcs2: boolean, rockRidge: Uint8Array | undefined): string {
  if (rockRidge !== undefined) return textOf(rockRidge, false);
  if (identifier.length === 1 && identifier[0] === 0) return ".";
  if (identifier.length === 1 && identifier[0] === 1) return "..";
  return textOf(identifier, isUcs2)
    .replace(/;[0-9]+$/, "")
    .replace(/\.$/, "");
}
