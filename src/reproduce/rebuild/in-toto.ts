// A rebuild note for the outside world: in-toto Statement v1 with SLSA provenance v1, to be put into a DSSE envelope.
// An export: no program of ours reads it back, the note is what counts. in-toto attestation v1.2, SLSA v1.2, DSSE v1.0.2

import {
  concatBytes,
  encodeBase64,
  encodeNote,
  encodeUtf8,
  type Note,
  parseRebuild,
  type Release,
} from "../../format/index.ts";

export const payloadType = "application/vnd.in-toto+json";

/** The statement as JSON; `release`: the one that the note is about, `raw`: the reviewer's raw key, hex. */
export function encodeStatement(note: Note, release: Release, raw: string): Uint8Array {
  const rebuild = parseRebuild(note.text);
  const { product, version, election, role, sequence, disc, manifests, recipe, kit } = release;
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: "unsealed.iso", digest: { sha256: rebuild.imageSha256 } }],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: `urn:x-zegel:recipe:${recipe}`,
        externalParameters: {
          release: { product, version, election, role, sequence, disc, discs: manifests.length },
          scope: rebuild.scope,
        },
        internalParameters: { environment: rebuild.environment },
        resolvedDependencies: [
          { name: "release note (text)", digest: { sha256: rebuild.release } },
          { name: "ZEGEL/MANIFEST", digest: { sha256: rebuild.manifestSha256 } },
          ...(kit === undefined ? [] : [{ name: `kit ${kit.version} (list)`, digest: { sha256: kit.sha256 } }]),
        ],
      },
      runDetails: { builder: { id: `urn:x-zegel:reviewer:ed25519:${raw}` }, metadata: { finishedOn: rebuild.date } },
      zegel_finding: rebuild.differs === undefined ? "agrees" : `differs ${rebuild.differs}`,
      zegel_rebuildNote: new TextDecoder().decode(encodeNote(note)),
    },
  };
  return encodeUtf8(`${JSON.stringify(statement)}\n`);
}

/** What a DSSE signature is made over. DSSE protocol.md, "Signature Definition" */
export function preAuthEncoding(payload: Uint8Array): Uint8Array {
  return concatBytes(encodeUtf8(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload);
}

/** `keyId` is a hint for people: DSSE lets nobody decide by it. */
export function encodeEnvelope(payload: Uint8Array, keyId: string, signature: Uint8Array): Uint8Array {
  const envelope = {
    payload: encodeBase64(payload),
    payloadType,
    signatures: [{ keyid: keyId, sig: encodeBase64(signature) }],
  };
  return encodeUtf8(`${JSON.stringify(envelope, null, 2)}\n`);
}
