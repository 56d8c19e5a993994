// Which records of pax headers may stand in a tar. A list of whole keys: one that is not on it may give an entry another name,
// size or kind in a program that knows it (GNU.sparse.*, SCHILY.realsize, SCHILY.filetype, SUN.holesdata, hdrcharset).

/** What an entry goes by. */
const told: readonly string[] = ["path", "linkpath", "size"];

/** Owner, dates and attributes, which do not reach a disc: whatever their values are. */
const harmless = new Set([
  "atime",
  "ctime",
  "mtime",
  "uid",
  "gid",
  "uname",
  "gname",
  "comment",
  "LIBARCHIVE.creationtime",
  "LIBARCHIVE.symlinktype", // of links only, which are refused
  "RHT.security.selinux",
  "SCHILY.acl.access",
  "SCHILY.acl.default",
  "SCHILY.acl.ace",
  "SCHILY.dev",
  "SCHILY.devmajor",
  "SCHILY.devminor",
  "SCHILY.fflags",
  "SCHILY.ino",
  "SCHILY.nlink",
]);

/** Extended attributes: the rest of the key is the attribute's name. Values may be any bytes. */
const attributes = ["SCHILY.xattr.", "LIBARCHIVE.xattr."];

/** Of a global header only what carries no meaning for an entry: git archive writes its commit there. */
const harmlessGlobal = new Set(["comment", "atime", "ctime", "mtime", "uid", "gid", "uname", "gname"]);

/** Whether an entry goes by the value, which then must be text. */
export function isTold(key: string): boolean {
  return told.includes(key);
}

/** Whether the record may stand in a header for one entry, or in a global one. */
export function isAllowedPaxKey(key: string, isGlobal: boolean): boolean {
  if (isGlobal) return harmlessGlobal.has(key);
  return isTold(key) || harmless.has(key) || attributes.some((prefix) => key.startsWith(prefix) && key !== prefix);
}
