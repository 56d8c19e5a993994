// The ways into Node that no option of a single executable shuts, taken out of its binary: names that it asks for, made empty.
// docs/adr/0017-single-executables.md

/** Variables that Node's machine code looks up with `getenv`. Each name stands there once, as text that ends in a zero. */
export const askedByMachineCode = [
  "ICU_TIMEZONE_FILES_DIR", // a folder of data that ICU reads in place of its own
  "NODE_COMPILE_CACHE", // a folder with compiled code, run in place of the script's: only public sums of the source guard it
  "NODE_DEBUG_NATIVE", // prints beside the verdict
  "NODE_EXTRA_CA_CERTS",
  "NODE_ICU_DATA", // as ICU_TIMEZONE_FILES_DIR, for all of ICU's data
  "NODE_PENDING_DEPRECATION",
  "NODE_PRESERVE_SYMLINKS",
  "NODE_PRESERVE_SYMLINKS_MAIN",
  "NODE_REDIRECT_WARNINGS",
  "NODE_REPL_EXTERNAL_MODULE",
  "NODE_USE_ENV_PROXY",
  "NODE_USE_SYSTEM_CA",
  "NODE_V8_COVERAGE", // writes a file for each run
  "OPENSSL_CONF", // can name a library to load; a fixed --openssl-config shuts it as well
  "SIMDUTF_FORCE_IMPLEMENTATION",
];

/**
 * Variables that Node's scripts look up before ours starts. The scripts lie compiled in the binary, these names as strings of
 * V8: four bytes of hash, four of length, the letters.
 */
export const askedByScripts = [
  "NODE_CHANNEL_FD", // a socket of a parent: a wrong number aborts; with NODE_UNIQUE_ID the parent ends this program
  "NODE_DEBUG", // prints beside the verdict
  "NODE_NO_WARNINGS",
  "NODE_PATH",
  "NODE_UNIQUE_ID",
  "NODE_V8_COVERAGE",
];

/**
 * The binary with all these names made empty, so that nothing is ever found under them. A pure function of its bytes. Throws
 * where a name is not there as it is in the pinned version: another version of Node has to be looked at again.
 */
export function withoutDoors(binary) {
  const changed = Buffer.from(binary);
  for (const name of askedByMachineCode) {
    const places = placesOf(binary, name).filter(({ isScripts }) => !isScripts);
    if (places.length !== 1)
      throw new Error(`expected ${name} once in the Node binary, found ${places.length}: docs/adr/0017`);
    changed[places[0].at] = 0;
  }
  for (const name of askedByScripts) {
    const places = placesOf(binary, name).filter(({ isScripts }) => isScripts);
    if (places.length === 0)
      throw new Error(`expected ${name} in the scripts of the Node binary, found none: docs/adr/0017`);
    for (const { at } of places) changed[at] = 0;
  }
  return changed;
}

/** Where `name` stands whole: as text of the machine code, up to a zero, or as a string of V8 with its length in front. */
function placesOf(binary, name) {
  const bytes = Buffer.from(name, "latin1");
  const places = [];
  for (let at = binary.indexOf(bytes); at !== -1; at = binary.indexOf(bytes, at + 1)) {
    const isScripts = at >= 8 && binary.readUInt32LE(at - 4) === bytes.length;
    const isWhole = !/[\w -]/.test(String.fromCharCode(binary[at - 1])) && binary[at + bytes.length] === 0;
    if (isScripts || isWhole) places.push({ at, isScripts });
  }
  return places;
}
