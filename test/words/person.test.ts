// What is taken for the name of a person, what is not, and what cannot be known.

import { describe, expect, test } from "vitest";
import { isPersonLike, looksLikePerson } from "../../src/words/person.ts";

describe("in a text", () => {
  test.each([
    "gemeld door J. Jansen",
    "J.P. de Vries vond een telfout",
    "zie j.jansen@example.nl",
    "fout gevonden door mevrouw Bakker",
    "volgens dhr. Van den Berg",
    "prof. Özdemir",
    "Anna de Boer, Debian 12",
    "Jan van der Meer's laptop",
    "by Mary O’Neill",
    "namens Piet Pieterse",
    "A.-M. 't Hart",
  ])("%s", (text) => {
    expect(looksLikePerson(text)).toBe(true);
  });

  test.each([
    "",
    "telfout",
    "fout in de zetelverdeling van OSV 2.24.3",
    "Debian 12, xorriso 1.5.4, Node 20.20.2",
    "Windows Server 2022, Node 20.19",
    "Debian GNU/Linux 12 (bookworm), machine van de Universiteit",
    "Kiesraad: versie 2.24.3 telt restzetels verkeerd",
    "De Kiesraad trekt deze versie in",
    "Gemeente van Juinen",
    "gemeld door de Kiesraad",
    "Ubuntu 24.04, xorriso 1.5.6, Node v22.1.0",
    "x".repeat(500),
    "J.".repeat(250),
    "aa de ".repeat(80),
  ])("not %s", (text) => {
    expect(looksLikePerson(text)).toBe(false);
  });
});

describe("as the name of a holder", () => {
  test.each(["Jan-de-Vries", "Anna-Bakker", "J.Jansen", "J.P.deVries", "JanJansen", "Jan_Jansen", "a@b.nl"])(
    "%s",
    (word) => {
      expect(isPersonLike(word)).toBe(true);
    },
  );

  test.each([
    "Officier-A",
    "Nabouwer-D",
    "Getuige-Noord",
    "Logboek",
    "anna",
    "Anna",
    "Officier-Jansen",
    "OSV",
    "Houder-1",
  ])("not %s", (word) => {
    expect(isPersonLike(word)).toBe(false);
  });
});
