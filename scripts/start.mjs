// npm start: all set-up, then the main job on a real payload, ending in a verified disc image. It needs Node and the npm
// registry, and nothing else: no root, no package of the system, no shell of its own. See scripts/start/demonstration.mjs.

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Zegel needs Node 20.19 or newer; this is ${process.version}. Install a newer one from https://nodejs.org.`,
  );
  process.exit(1);
}

const { setUp } = await import("./start/set-up.mjs");
const { Failure } = await import("./start/show.mjs");
try {
  setUp();
  const { demonstrate } = await import("./start/demonstration.mjs");
  await demonstrate(process.argv[2]);
} catch (error) {
  console.error(`\nnpm start FAILED: ${error instanceof Failure ? error.message : error.stack}`);
  process.exitCode = 1;
}
