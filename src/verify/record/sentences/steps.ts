// What to do now, where several findings, or a finding and a verdict, ask for the same.

import type { Text } from "../../../words/language.ts";

export const steps = {
  report: {
    nl: "Installeer niet. Bel de Kiesraad en lees deze regel voor.",
    en: "Do not install. Call the Kiesraad and read this line to them.",
  },
  root: {
    nl: "Neem het bestand met de vertrouwensbasis dat de Kiesraad u apart gaf. Weer fout? Bel de Kiesraad.",
    en: "Take the trust-root file that the Kiesraad gave you separately. Wrong again? Call the Kiesraad.",
  },
  letter: {
    nl: "Vergelijk met de brief. Kies de code bij deze schijf. Weer fout? Installeer niet en bel de Kiesraad.",
    en: "Compare with the letter. Take the code for this disc. Wrong again? Do not install; call the Kiesraad.",
  },
  copy: {
    nl: "Is dit een kopie? Controleer de schijf zelf. Is dit de schijf? Installeer niet en bel de Kiesraad.",
    en: "Is this a copy? Verify the disc itself. Is this the disc? Do not install; call the Kiesraad.",
  },
  clean: {
    nl: "Maak de schijf schoon of gebruik een ander station. Lukt het weer niet? Vraag een nieuwe schijf.",
    en: "Clean the disc or use another drive. No better? Ask for a new disc.",
  },
  program: {
    nl: "Vraag de Kiesraad om een nieuwer controleprogramma. Installeer niet voor die controle.",
    en: "Ask the Kiesraad for a newer verifier. Do not install before that check.",
  },
} as const satisfies Record<string, Text>;
