// What labels of disc, bag and address say. No code stands on one: who forges a disc would forge it too.

import type { Text } from "../../words/language.ts";

export const labelTexts = {
  title: {
    disc: { nl: "Etiketten: schijven", en: "Labels: discs" },
    bag: { nl: "Etiketten: zakken", en: "Labels: bags" },
    address: { nl: "Etiketten: adressen", en: "Labels: addresses" },
  },
  copy: { nl: "exemplaar {copy}", en: "copy {copy}" },
  final: { nl: "DEFINITIEF", en: "FINAL" },
  envelope: { nl: "Envelop", en: "Envelope" },
  qr: { nl: "QR-code: envelop en exemplaar", en: "QR code: envelope and copy" },
} as const satisfies Record<string, Text | Record<string, Text>>;
