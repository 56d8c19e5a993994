// The register of dispatch, as far as the folder of a release needs it: where in/register.txt says that it is, and what it says.

import { existsSync } from "node:fs";
import {
  counts,
  isCommitted,
  isWhole,
  lastOf,
  letterOf,
  type Register,
  RegisterChain,
  registerLimit,
} from "../../../distribute/register/index.ts";
import { readBytesSync } from "../../../files/bounded.ts";
import { lineDigest } from "../../../files/lines/appended.ts";
import { parseRelease, refuseResaved, textDigest } from "../../../format/index.ts";
import { type RegisterHere, type RegisterPlace, registerPlaceName, signedName } from "../../../release-folder/index.ts";
import { demandOwn } from "../../register/stock.ts";
import { FolderReader } from "../read-notes.ts";
import { faultOf, readPlace, whereIs } from "./read-log.ts";

/** Undefined: there is no in/register.txt, or it cannot be read, which is told. `texts`: the release notes of its discs. */
export function readRegisterPlace(reader: FolderReader, texts: readonly string[]): RegisterPlace | undefined {
  if (!existsSync(reader.at(registerPlaceName))) return undefined;
  const path = reader.try(registerPlaceName, () =>
    readPlace(reader.at(registerPlaceName), registerPlaceName, "the path of the register"),
  );
  if (path === undefined) return undefined;
  try {
    const bytes = readBytesSync(whereIs(reader.at("."), path), registerLimit);
    refuseResaved(bytes, path);
    const { register } = RegisterChain.parse(bytes, path, lineDigest);
    for (const text of texts) {
      const release = parseRelease(text);
      demandOwn(register, release, signedName(release.disc, release.manifests.length));
    }
    return { path, register: readHere(register, texts) };
  } catch (error) {
    if (!FolderReader.isExpected(error)) throw error;
    return { path, register: { fault: faultOf(error as Error) } };
  }
}

function readHere(register: Register, texts: readonly string[]): RegisterHere {
  const digests = new Set(texts.map((text) => textDigest(text)));
  const release = [...register.releases.values()].find(
    ({ discs }) => discs.size === digests.size && [...discs.values()].every((disc) => digests.has(disc.textSha256)),
  );
  const envelopes = [...register.envelopes.values()].filter(
    (one) =>
      release !== undefined &&
      one.release.name === release.name &&
      counts(one) &&
      isWhole(one) &&
      one.recipient.of !== "spare",
  );
  const lettered = envelopes.filter((one) => letterOf(one) !== undefined);
  const sent = envelopes.filter(({ disc }) => lastOf(disc) !== undefined);
  const masters = [...register.masters.values()].filter((master) => master.release === release?.name);
  return {
    name: release?.name,
    masters: [...new Set(masters.map(({ disc }) => disc))],
    packed: envelopes.length,
    lettered: lettered.length,
    logged: lettered.filter((one) => isCommitted(register, one)).length,
    sent: sent.length,
    bare: sent.filter((one) => !isCommitted(register, one)).length,
    arrived: sent.filter(({ disc }) => lastOf(disc)?.arrived !== undefined).length,
  };
}
