// What lies on top of an escrow bundle, for whoever opens it in ten years.

export interface EscrowNames {
  readonly name: string;
  readonly masterSha256: string;
}

export function escrowReadme({ name, masterSha256 }: EscrowNames, language: "nl" | "en"): string {
  const [title, body] = language === "nl" ? [`Bewaarbundel van ${name}`, nl] : [`Escrow bundle of ${name}`, en];
  return `# ${title}\n\n${body.replaceAll("MASTER", masterSha256)}`;
}

const filesEn = `
    MANIFEST        SHA-256 of every file here: sha256sum -c MANIFEST
    payload.tar     what was released
    kit/            what else lies in /ZEGEL on the disc, and the page at its root
    release.json    the release description; INSTALL, AANWIJZINGEN: the papers as they lie on the disc
    SEAL            the seal: 262,144 bytes of signed notes, as they lie on the disc
    notes/          the same notes one by one: trust roots, release, rebuilds, recall list,
                    and the proof of the public log
    spec/           every format, the recipe (spec/recipe.md) and the image byte by byte (spec/image.md)
    toolkit.tar     the source of the program, its tests and its lock file, as git archived it
    VERSIONS        what it was made with: versions, SHA-256 of the programs, revision of the source
`;

const filesNl = `
    MANIFEST        SHA-256 van elk bestand hier: sha256sum -c MANIFEST
    payload.tar     wat is uitgegeven
    kit/            wat er verder in /ZEGEL op de schijf staat, en de pagina in de wortel
    release.json    de beschrijving van de uitgave; INSTALL, AANWIJZINGEN: de stukken zoals ze op de schijf staan
    SEAL            het zegel: 262.144 bytes ondertekende berichten, zoals ze op de schijf staan
    notes/          dezelfde berichten een voor een: vertrouwensbasis, versie, nabouwers, intreklijst,
                    en het bewijs van het openbare logboek
    spec/           elk formaat, het recept (spec/recipe.md) en het schijfbestand byte voor byte (spec/image.md)
    toolkit.tar     de broncode van het programma, met tests en lock-bestand, zoals git die inpakt
    VERSIONS        waarmee het is gemaakt: versies, SHA-256 van de programma's, revisie van de broncode
`;

const nl = `Hieruit komt de originele schijf terug, bit voor bit, zonder iets anders van toen.
SHA-256 van de originele schijf (verzegeld): \`MASTER\`. Vergelijk dit met een papieren bewijs.

${filesNl}
## Terugbouwen

1. Controleer de bundel: \`sha256sum -c MANIFEST\`.
2. Met het programma: pak \`toolkit.tar\` uit, dan \`npm ci && npm run build\` (Node zoals in VERSIONS), dan
   \`node dist/cli/zegel.js escrow check BUNDEL --master-sha256 MASTER\`.
3. Zonder het programma, met xorriso en coreutils: de opdrachten boven in \`spec/recipe.md\`. Leg de inhoud van \`kit/\` in
   /ZEGEL (de pagina in de wortel). Zet daarna SEAL op de plaats \`seal-at\` uit \`notes/release.note\`:
   \`dd if=SEAL of=unsealed.iso bs=2048 seek=$((SEAL_AT / 2048)) conv=notrunc\`
4. Zonder xorriso: \`spec/image.md\` beschrijft elke byte.
`;

const en = `From this the master comes back, bit for bit, without anything else of that time.
SHA-256 of the master (sealed): \`MASTER\`. Hold it against a paper.

${filesEn}
## Rebuilding

1. Check the bundle: \`sha256sum -c MANIFEST\`.
2. With the program: unpack \`toolkit.tar\`, then \`npm ci && npm run build\` (Node as in VERSIONS), then
   \`node dist/cli/zegel.js escrow check BUNDLE --master-sha256 MASTER\`.
3. Without the program, with xorriso and coreutils: the commands at the top of \`spec/recipe.md\`. Lay what is in \`kit/\` into
   /ZEGEL (the page into the root). Then put SEAL into its place, \`seal-at\` in \`notes/release.note\`:
   \`dd if=SEAL of=unsealed.iso bs=2048 seek=$((SEAL_AT / 2048)) conv=notrunc\`
4. Without xorriso: \`spec/image.md\` has every byte.
`;
