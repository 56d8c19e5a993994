// What file managers, version control and editors leave in a folder. It goes along into releases unseen: a remark each, never
// a refusal, for a program may well need such a file.

/** Folders: everything below them is left over. */
const folders: Readonly<Record<string, string>> = {
  __macosx: "a Mac's second half of files, which its zip adds",
  ".spotlight-v100": "a Mac's search index",
  ".trashes": "a Mac's wastebasket",
  ".fseventsd": "a Mac's list of changes",
  ".temporaryitems": "a Mac's temporary files",
  "$recycle.bin": "a Windows wastebasket",
  "system volume information": "a folder of Windows",
  ".git": "of git",
  ".svn": "of Subversion",
  ".hg": "of Mercurial",
  ".bzr": "of Bazaar",
  cvs: "of CVS",
  ".idea": "settings of an editor",
  ".vscode": "settings of an editor",
  ".vs": "settings of an editor",
};

const files: readonly (readonly [RegExp, string])[] = [
  [/^\.ds_store$/, "a Mac's view of the folder"],
  [/^\._/, "a Mac's second half of a file"],
  [/^\.(?:localized|apdisk)$|^icon\r$/, "a Mac's view of the folder"],
  [/^(?:eh)?thumbs\.db$/, "Windows' small pictures"],
  [/^desktop\.ini$/, "Windows' view of the folder"],
  [/^\.directory$/, "KDE's view of the folder"],
  [/^\.nfs[0-9a-f]{8,}$/, "a file that was removed while it was open"],
  [/^~\$|^\.~lock\..*#$/, "an office program's mark that a document is open"],
  [/~$|^#.*#$|^\.#|^\..*\.sw[a-p]$|\.bak$/, "an editor's backup"],
  [/\.(?:orig|rej)$/, "what a merge or a patch left"],
  [/\.(?:part|partial|crdownload|filepart|download)$/, "a download that was not finished"],
  [/\.(?:tmp|temp)$/, "a temporary file"],
];

/** The same in Dutch. */
const dutch: Readonly<Record<string, string>> = {
  "a Mac's second half of files, which its zip adds": "de tweede helft van bestanden die een Mac aan een zip toevoegt",
  "a Mac's search index": "de zoekindex van een Mac",
  "a Mac's wastebasket": "de prullenmand van een Mac",
  "a Mac's list of changes": "de lijst met wijzigingen van een Mac",
  "a Mac's temporary files": "tijdelijke bestanden van een Mac",
  "a Windows wastebasket": "een prullenmand van Windows",
  "a folder of Windows": "een map van Windows",
  "of git": "van git",
  "of Subversion": "van Subversion",
  "of Mercurial": "van Mercurial",
  "of Bazaar": "van Bazaar",
  "of CVS": "van CVS",
  "settings of an editor": "instellingen van een tekstverwerker",
  "a Mac's view of the folder": "hoe een Mac de map toont",
  "a Mac's second half of a file": "de tweede helft van een bestand van een Mac",
  "Windows' small pictures": "kleine plaatjes van Windows",
  "Windows' view of the folder": "hoe Windows de map toont",
  "KDE's view of the folder": "hoe KDE de map toont",
  "a file that was removed while it was open": "een bestand dat is weggehaald terwijl het open was",
  "an office program's mark that a document is open": "het merkteken dat een document open is",
  "an editor's backup": "de reservekopie van een tekstverwerker",
  "what a merge or a patch left": "wat een samenvoeging of patch achterliet",
  "a download that was not finished": "een download die niet af is",
  "a temporary file": "een tijdelijk bestand",
  "a pointer of git LFS in place of the file itself": "een verwijzing van git LFS in plaats van het bestand zelf",
};

/** What `leftoverByName` or `leftoverByContent` says, in `language`. */
export function leftoverIn(what: string, language: "nl" | "en"): string {
  return language === "nl" ? (dutch[what] ?? what) : what;
}

const pointerLimit = 1024;
const pointer = /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\r?\n/;

/** What the name of a file or of a folder above it says; undefined: nothing. `path`: with `/`. */
export function leftoverByName(path: string): string | undefined {
  const names = path.toLowerCase().split("/");
  for (const name of names) if (Object.hasOwn(folders, name)) return folders[name];
  const last = names.at(-1) ?? "";
  return files.find(([pattern]) => pattern.test(last))?.[1];
}

/** A file that git holds elsewhere, and that was not fetched. `size`: of the whole file, `start`: its first bytes. */
export function leftoverByContent(start: Uint8Array, size: number): string | undefined {
  if (size >= pointerLimit) return undefined;
  const text = new TextDecoder("latin1").decode(start.subarray(0, pointerLimit));
  return pointer.test(text) ? "a pointer of git LFS in place of the file itself" : undefined;
}
