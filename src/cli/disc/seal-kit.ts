// Whether the verifiers that a sealed image carries will accept it: first by the trust roots that they tell, then by running
// the one for this machine, as a municipality will. A disc that its own verifier refuses must not be burnt.

import { spawnSync } from "node:child_process";
import { arch, platform } from "node:os";
import { join, resolve } from "node:path";
import { describeRoots, hasRoots, type KitVerifier } from "../../build-iso/index.ts";
import { copyFromImage, findMissingNames, readImageVerifiers } from "../../build-iso/kit/on-image.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { type Bilingual, encodeZegelcode, inBoth, parseSeal, quote } from "../../format/index.ts";
import type { ComposedSeal } from "../../trust/compose/index.ts";
import { TrustChain, TrustError } from "../../trust/index.ts";
import { CommandError } from "../../verify/program/terminal.ts";
import { signatureCheck } from "./platform-signature.ts";

/** What became of it, for the screen: which verifier said what, or why none was run. */
export interface KitCheck {
  readonly verifier: string | undefined;
  readonly said: Bilingual;
}

/**
 * Undefined: the image has no kit. `roots`: files with the trust roots, given to a verifier that has none built in. Throws
 * CommandError where a verifier would refuse the image, or did.
 */
export async function checkKit(
  image: string,
  composed: ComposedSeal,
  roots: readonly string[],
): Promise<KitCheck | undefined> {
  if (composed.release.kit === undefined) return undefined;
  const [missing] = await findMissingNames(image);
  if (missing !== undefined)
    throw new CommandError({
      nl: `${quote(missing.script)} op deze schijf zegt mensen ${quote(missing.path)} te gebruiken, en dat staat er niet op: bouw kit en schijfbestand opnieuw`,
      en: `${quote(missing.script)} on this image tells people to use ${quote(missing.path)}, which is not on it: build kit and image again`,
    });
  const verifiers = await readImageVerifiers(image);
  for (const verifier of verifiers) await demandRoots(verifier, composed);
  const own = verifiers.find(({ path }) => path === `ZEGEL/zegel-verify-${platform()}-${arch()}`);
  if (own === undefined) return { verifier: undefined, said: noneHere() };
  return inTemporaryFolder("kit", async (folder) => {
    const program = join(folder, "zegel-verify");
    await copyFromImage(image, own.path, program);
    return judge(own.path, runVerifier(program, image, composed, hasRoots(own) ? [] : roots), composed);
  });
}

const noneHere = (): Bilingual => ({
  nl: `de kit heeft er geen voor ${platform()} ${arch()}`,
  en: `the kit has none for ${platform()} ${arch()}`,
});

/** The verifier's own rule: its roots, with those of the seal, must know the one that the release pins. Throws CommandError. */
export async function demandRoots(verifier: KitVerifier, { bytes, release }: ComposedSeal): Promise<void> {
  if (!hasRoots(verifier)) {
    if (release.purpose === "demonstration") return;
    throw new CommandError({
      nl: `${verifier.path} op deze schijf heeft geen ingebouwde vertrouwensbasis, en dit is een versie met doel "${release.purpose}": pak het in met --root, en bouw kit en schijfbestand opnieuw`,
      en: `${verifier.path} on this image has no trust root built in, and this is a release of purpose "${release.purpose}": pack it with --root, and build kit and image again`,
    });
  }
  try {
    const anchor = await TrustChain.anchor(
      (verifier.roots ?? []).map(({ note }) => note),
      signatureCheck,
    );
    const chain = await anchor.withSealed(parseSeal(bytes).trustRoots, signatureCheck);
    if (chain.find(release.trustRoot) !== undefined) return;
  } catch (error) {
    if (!(error instanceof TrustError)) throw error;
  }
  throw new CommandError({
    nl: `${verifier.path} op deze schijf heeft een andere ingebouwde vertrouwensbasis (${describeRoots(verifier, "nl")}) dan die waaronder de versie is ondertekend: het zou zijn eigen schijf weigeren. Bouw kit en schijfbestand opnieuw met de goede vertrouwensbasis`,
    en: `${verifier.path} on this image has another trust root built in (${describeRoots(verifier)}) than the release is signed under: it would refuse its own disc. Build kit and image again with the right root`,
  });
}

function runVerifier(program: string, image: string, { releaseSha256 }: ComposedSeal, roots: readonly string[]) {
  const code = ["--code", encodeZegelcode(releaseSha256), "--purpose", "by-code", "--lang", "nl"];
  const args = [resolve(image), ...code, ...roots.flatMap((root) => ["--root", resolve(root)])];
  const { PATH = "", TMPDIR } = process.env;
  const env = TMPDIR === undefined ? { PATH } : { PATH, TMPDIR };
  return spawnSync(program, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 24 });
}

/** What a verifier says first: the word that stands between two bars, and the line below them. */
function firstWords(screen: string): string {
  const [first = "", word = "", , headline = ""] = screen.split("\n", 4);
  return /^([=#.-])\1+$/.test(first) ? `${word.trim()}. ${headline}` : first;
}

const notRun = (path: string, why: string): Bilingual => ({
  nl: `${path} kan hier niet worden gedraaid (${quote(why)})`,
  en: `${path} cannot be run here (${quote(why)})`,
});

const exitGenuine = 0;
/** ONVOLDOENDE_HERBOUW: expected where the seal itself was warned to have too few rebuilds. */
const exitTooFewRebuilt = 25;

function judge(path: string, run: ReturnType<typeof runVerifier>, { warnings }: ComposedSeal): KitCheck {
  const { error, status, stdout, stderr } = run;
  if (error !== undefined) return { verifier: undefined, said: notRun(path, error.message) };
  const said = firstWords(`${stdout}${stderr}`);
  const isDue = status === exitGenuine || (status === exitTooFewRebuilt && warnings.length > 0);
  if (!isDue)
    throw new CommandError({
      nl: `${path} uit de kit, gedraaid op het verzegelde schijfbestand, eindigde met ${status} en zei ${quote(said)}: verwacht ECHT. Brand het niet: zoek uit waarom, en bouw kit of schijfbestand opnieuw`,
      en: `${path} of the kit, run on the sealed image, ended with ${status} and said ${quote(said)}: expected ECHT. Do not burn it: find out why, and build kit or image again`,
    });
  return { verifier: path, said: inBoth(() => said) };
}
