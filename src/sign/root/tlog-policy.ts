// What a trust root asks of its log, for verifiers that know nothing of trust roots. C2SP tlog-policy

import { encodeVKey, type RootKey, requiredKeys, type TrustRoot } from "../../format/index.ts";
import { logKeyOf } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import { demandLogName } from "./new-root.ts";

/**
 * The log, its witnesses, and a quorum that is met exactly when step 8 of verification.md counts enough: K organisations of which at least
 * one key signed. `sha256` is the text digest of `root`. Throws SignError TRUST_ROOT where the root has no log, or one that C2SP's programs
 * would not know by its key.
 */
export function encodePolicy(root: TrustRoot, sha256: string): string {
  const { logOrigin: origin } = root;
  const log = logKeyOf(root);
  if (log === undefined || origin === undefined)
    throw new SignError("TRUST_ROOT", {
      nl: "verwacht een vertrouwensbasis met een logboek, gevonden log none: er is niets om een tlog-policy van te maken",
      en: "expected a trust root with a log, found log none: there is nothing to make a tlog-policy of",
    });
  demandLogName(root);
  const lines = [
    `# zegel/trust-root version ${root.version}`,
    `# SHA-256 of its text: ${sha256}`,
    `log ${encodeVKey(log.vkey)}`,
    ...quorumLines(root),
  ];
  return `${lines.join("\n")}\n`;
}

/** Names of witnesses and groups share one space; no holder or organisation has a colon. */
function quorumLines(root: TrustRoot): string[] {
  const { keys, threshold } = requiredKeys(root, "checkpoint");
  if (threshold === 0) return ["quorum none"];
  const organisations = [...new Set(keys.map(({ organisation }) => organisation))];
  const of = (organisation: string) => keys.filter((key) => key.organisation === organisation);
  const witnessName = ({ holder }: RootKey) => `holder:${holder}`;
  const groupName = (organisation: string) => `organisation:${organisation}`;
  return [
    ...keys.map((key) => `witness ${witnessName(key)} ${encodeVKey(key.vkey)}`),
    ...organisations.map((name) => `group ${groupName(name)} 1 ${of(name).map(witnessName).join(" ")}`),
    `group checkpoint ${threshold} ${organisations.map(groupName).join(" ")}`,
    "quorum checkpoint",
  ];
}
