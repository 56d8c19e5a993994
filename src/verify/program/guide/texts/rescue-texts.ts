// What is said while several discs with scratches become one file. The municipality next door helps before the post does.

import type { Text } from "../../../../words/language.ts";

export const rescueTexts = {
  rescueWhat: {
    nl: "SAMENVOEGEN. Is er een tweede schijf van dezelfde versie, bijvoorbeeld van een buurgemeente? Bel dan de Kiesraad. Van twee schijven met krassen maakt dit programma één goed bestand. Aan de schijven verandert niets.",
    en: "JOINING. Is there a second disc of the same version, say of a neighbouring municipality? Then call the Kiesraad. Of two discs with scratches this program makes one good file. It changes nothing on the discs.",
  },
  rescueWanted: { nl: "Nu samenvoegen? (J = ja, N = nee)", en: "Join discs now? (Y = yes, N = no)" },
  rescueReading: {
    nl: "De schijf wordt gelezen, voor zover dat lukt. Bij krassen kan dat een uur duren. Laat de schijf in het station.",
    en: "The disc is read as far as it can be. With scratches that may take an hour. Leave the disc in the drive.",
  },
  rescueNextDisc: {
    nl: "Er ontbreken nog {count} van de {total} stukjes. Leg nu de tweede schijf in hetzelfde station, sluit de lade en wacht tot het lampje uit is. Druk dan op Enter. Of sleep een ISO-bestand naar dit venster. (S = stoppen)",
    en: "{count} of the {total} pieces are still missing. Now put the second disc into the same drive, close it and wait until its light is off. Then press Enter. Or drag an ISO file into this window. (S = stop)",
  },
  rescueNextFile: {
    nl: "Er ontbreken nog {count} van de {total} stukjes. Sleep nu een ISO-bestand van een andere schijf naar dit venster, of typ de letter van het station, bijvoorbeeld D:. Druk dan op Enter. (S = stoppen)",
    en: "{count} of the {total} pieces are still missing. Now drag an ISO file of another disc into this window, or type the letter of the drive, for instance D:. Then press Enter. (S = stop)",
  },
  rescueFirstDisc: {
    nl: "Begin met de andere schijf. Leg die in hetzelfde station, sluit de lade en wacht tot het lampje uit is. Druk dan op Enter. Of sleep een ISO-bestand naar dit venster. (S = stoppen)",
    en: "Begin with the other disc. Put it into the same drive, close it and wait until its light is off. Then press Enter. Or drag an ISO file into this window. (S = stop)",
  },
  rescueNothingNew: {
    nl: "Van deze schijf kwam niets nieuws. Is het echt een andere schijf? Maak die schoon, of neem nog een andere.",
    en: "Nothing new came from this disc. Is it really another disc? Clean it, or take yet another.",
  },
  rescueRefused: {
    nl: "{text}. Leg een andere schijf in het station.",
    en: "{text}. Put another disc into the drive.",
  },
  rescueComplete: {
    nl: "Alles is gelezen. Nu wordt het nieuwe bestand van het begin af gecontroleerd.",
    en: "All was read. Now the new file is verified from its start.",
  },
  rescueMade: {
    nl: "Samengevoegd. Bewaar de schijven: die blijven onleesbaar. Meld bij de Kiesraad dat u hebt samengevoegd. Het goede bestand staat hier:\n{path}",
    en: "Joined. Keep the discs: they stay unreadable. Tell the Kiesraad that you joined discs. The good file is here:\n{path}",
  },
  rescueNotMade: {
    nl: "Er is geen goed bestand gemaakt. Installeer niet en bel de Kiesraad.",
    en: "No good file was made. Do not install, and call the Kiesraad.",
  },
  rescueSilent: {
    nl: "Het station geeft geen antwoord meer. Neem een ander station. (Voor de technicus: {text})",
    en: "The drive does not answer any more. Take another drive. (For the technician: {text})",
  },
  rescueStopped: {
    nl: "Er is niet samengevoegd. Wat al gelezen is, blijft bewaard. Verder gaan? Controleer de schijf opnieuw en kies weer Samenvoegen.",
    en: "Nothing was joined. What was read already is kept. To go on, verify the disc again and choose Joining again.",
  },
} as const satisfies Record<string, Text>;
