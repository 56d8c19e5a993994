// Drives the page in headless Firefox by WebDriver BiDi, with the WebSocket that Node has since 22. Usage: firefox.mjs PAGE [IMAGE CODE]…
// Prints one line an image: the word and the headline of the verdict. What it took to read it goes to stderr.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [page, ...given] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "zegel-firefox-"));
const firefox = spawn("firefox-esr", ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile], {
  env: { ...process.env, HOME: profile },
  stdio: ["ignore", "ignore", "pipe"],
});
const place = await new Promise((resolve, reject) => {
  firefox.on("exit", () => reject(new Error("Firefox ended before it listened")));
  firefox.stderr.on("data", (text) => {
    const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(String(text)) ?? [];
    if (found !== undefined) resolve(`${found}/session`);
  });
});
const socket = new WebSocket(place);
await new Promise((resolve) => socket.addEventListener("open", resolve));
const waiting = new Map();
socket.addEventListener("message", ({ data }) => {
  const { id, type, result, message } = JSON.parse(data);
  const [resolve, reject] = waiting.get(id) ?? [];
  if (type === "error") reject?.(new Error(message));
  else resolve?.(result);
});
let sent = 0;
const send = (method, params) =>
  new Promise((resolve, reject) => {
    waiting.set(++sent, [resolve, reject]);
    socket.send(JSON.stringify({ id: sent, method, params }));
  });

await send("session.new", { capabilities: {} });
const { contexts } = await send("browsingContext.getTree", {});
const { context } = contexts[0];
const evaluate = async (expression) =>
  (await send("script.evaluate", { expression, target: { context }, awaitPromise: true })).result.value;
for (let i = 0; i < given.length; i += 2) {
  const [image, code] = given.slice(i, i + 2);
  await send("browsingContext.navigate", { context, url: `file://${page}`, wait: "complete" });
  const { nodes } = await send("browsingContext.locateNodes", { context, locator: { type: "css", value: "#file" } });
  await send("input.setFiles", { context, element: { sharedId: nodes[0].sharedId }, files: [image] });
  await evaluate(`{
    const field = document.querySelector("input[name=group-1]");
    field.value = ${JSON.stringify(code)};
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector("#start").click();
  }`);
  const started = performance.now();
  const said = () => evaluate('document.querySelector("#verdict .headline")?.textContent ?? ""');
  const isAsked = () => evaluate('!document.querySelector("#question").hidden');
  for (let tries = 0; tries < 1200 && (await said()) === ""; tries++) {
    // The code of another release is asked about first; the person goes on for the record.
    if (await isAsked()) await evaluate('document.querySelector("#question-go-on").click()');
    await new Promise((next) => setTimeout(next, 250));
  }
  process.stderr.write(`${image}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  process.stdout.write(`${await said()}\n`);
}
await send("browser.close", {}).catch(() => undefined);
firefox.removeAllListeners("exit");
firefox.kill();
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
process.exit(0);
