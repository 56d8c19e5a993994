// What to do now, where several findings, or a finding and a verdict, ask for the same.

import type { Text } from "../../../words/language.ts";

export const steps = {
  report: {
    nl: "Installeer niet. Al geïnstalleerd? Gebruik het programma niet. Bel of mail de Kiesraad, en noem envelopnummer en stopcode.",
    en: "Do not install. Already installed? Do not use the program. Call or e-mail the Kiesraad, and give the envelope number and the stopcode.",
  },
  root: {
    nl: "Neem het bestand met de lijst van wie mag ondertekenen (vertrouwensbasis) dat u apart van de Kiesraad kreeg. Weer fout? Installeer niet en bel de Kiesraad.",
    en: "Take the file with the list of who may sign (trust root) that the Kiesraad sent you separately. Wrong again? Do not install; call the Kiesraad.",
  },
  ownProgram: {
    nl: "Hebt u het controleprogramma van deze verkiezing? Controleer daarmee opnieuw. Weer fout? Installeer niet, en bel of mail de Kiesraad.",
    en: "Do you have the verifier of this election? Verify again with that. Wrong again? Do not install; call or e-mail the Kiesraad.",
  },
  letter: {
    nl: "Vergelijk met de brief. Staan er meer codes in de brief? Kies de code bij deze schijf. Weer fout? Installeer niet, en bel of mail de Kiesraad.",
    en: "Compare with the letter. Are there more codes in the letter? Take the one for this disc. Wrong again? Do not install; call or e-mail the Kiesraad.",
  },
  copy: {
    nl: "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf. Is dit de schijf zelf, of een geïnstalleerd programma? Installeer en gebruik het niet, en bel of mail de Kiesraad.",
    en: "Is this a copy? Copy it again, or verify the disc itself. Is this the disc itself, or an installed program? Do not install or use it; call or e-mail the Kiesraad.",
  },
  changed: {
    nl: "Is dit een kopie? Controleer eerst de schijf zelf. Verwijder niets. Is dit de schijf zelf, of een geïnstalleerd programma? Installeer en gebruik het niet, en bel of mail de Kiesraad.",
    en: "Is this a copy? Verify the disc itself first. Delete nothing. Is this the disc itself, or an installed program? Do not install or use it; call or e-mail the Kiesraad.",
  },
  clean: {
    nl: "Maak de schijf schoon of gebruik een ander station. Lukt het weer niet? Vraag de Kiesraad om een nieuwe schijf.",
    en: "Clean the disc or use another drive. Still no good? Ask the Kiesraad for a new disc.",
  },
  clock: {
    nl: "Klopt de klok niet? Schrijf de juiste datum en tijd op het verslag.",
    en: "Is the clock wrong? Write the right date and time on the record.",
  },
  logProof: {
    nl: "Bel de Kiesraad en vraag het logboekbewijs. Geef dat bestand op (keuze 4) en controleer opnieuw. Installeer niet voor die controle.",
    en: "Call the Kiesraad and ask for the log proof. Enter that file (choice 4) and verify again. Do not install before that check.",
  },
} as const satisfies Record<string, Text>;
