// What is said of the rules Z: seats and people elected, computed and in the result.

import type { Text } from "../../../words/language.ts";
import type { FindingCode, FindingPart } from "../../rules/findings.ts";
import { readingWords } from "../../seats/describe.ts";

export interface Sentence extends Text {
  /** In place of it, for a part of the rule. */
  readonly parts?: Partial<Record<FindingPart, Text>>;
}

/** The part of `sentences` for these rules. */
export const outcomeSentences: Readonly<Record<Extract<FindingCode, `Z${string}`>, Sentence>> = {
  Z1: {
    nl: "Zetels van {figure}: volgens deze berekening {expected}, in de uitslag staan er {found}.",
    en: "Seats of {figure}: {expected} by this computation, {found} in the result.",
  },
  Z2: {
    nl: "{found} ({figure}) staat in de uitslag als gekozen, en is dat niet volgens deze berekening.",
    en: "{found} ({figure}) is elected in the result, and not by this computation.",
    parts: {
      "not-in-result": {
        nl: "{expected} ({figure}) is gekozen volgens deze berekening, en staat niet in de uitslag.",
        en: "{expected} ({figure}) is elected by this computation, and not in the result.",
      },
    },
  },
  Z3: {
    nl: "{figure}: anders gekozen. In de uitslag {found}, volgens deze berekening {expected} (1 met voorkeurstemmen, 2 in de volgorde van de lijst).",
    en: "{figure}: elected in another way. {found} in the result, {expected} by this computation (1 by preference votes, 2 in the order of the list).",
    parts: {
      order: {
        nl: "{figure}: andere volgorde. In de uitslag staat {found} waar volgens deze berekening {expected} hoort.",
        en: "{figure}: another order. The result has {found} where {expected} belongs by this computation.",
      },
    },
  },
  Z3o: {
    nl: "{figure}: {found} en {expected} hebben evenveel stemmen en staan in de uitslag in een andere volgorde dan op de lijst. Dezelfde mensen zijn gekozen.",
    en: "{figure}: {found} and {expected} have equal votes, and stand in the result in another order than on the list. The same people are elected.",
  },
  Z4: {
    nl: "de telling van de hele verkiezing (510d)",
    en: "the count of the whole election (510d)",
    parts: {
      "no-definition": {
        nl: "de verkiezingsdefinitie (110a), met het aantal zetels",
        en: "the definition of the election (110a), with the number of seats",
      },
      "no-result": {
        nl: "de uitslag (520): er is gerekend, maar niet vergeleken",
        en: "the result (520): it was computed, and not compared",
      },
      "no-candidates": {
        nl: "de kandidatenlijsten (230b): in de uitslag zijn zonder die lijsten {places} mensen niet te herkennen",
        en: "the candidate lists (230b): without them {places} people of the result cannot be told",
      },
    },
  },
  Z5: {
    nl: "de uitkomst van een loting (artikel {found}, tussen {expected})",
    en: "the outcome of a lot (article {found}, between {expected})",
    parts: {
      "other-lots": {
        nl: "de lotingen van deze verkiezing: de opgegeven lotingen zijn van {found}, de telling is van {expected}",
        en: "the lots of this election: those given are of {found}, the count is of {expected}",
      },
    },
  },
  Z6: {
    nl: "de rekenregels voor deze verkiezing",
    en: "the rules for this election",
  },
  Z7o: {
    nl: "Een loting is volgens deze berekening niet nodig: die waarin {found} werd getrokken.",
    en: "A lot is not needed by this computation: the one in which {found} was drawn.",
    parts: {
      "p9-then-p10": readingWords.P9_THEN_P10,
      "lots-after-p10": readingWords.LOTS_AFTER_P10,
      "equal-votes-order": readingWords.EQUAL_VOTES_ORDER,
      "p16-whole-seat": readingWords.P16_WHOLE_SEAT,
      "p18-exhausted": readingWords.P18_EXHAUSTED,
      "open-seats": {
        nl: "{figure}: {found} zetels waarvoor niemand meer over is.",
        en: "{figure}: {found} seats that nobody is left to take.",
      },
    },
  },
};
