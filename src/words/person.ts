// What looks like the name of a person, before it is put where nothing can be taken away. A program cannot know names: this finds the forms
// in which people write them, misses what has none ("Anna", "Officier-Jansen"), and takes some places and firms for people. So it only ever
// makes somebody look.

/** Between a first name or initials and a surname. */
const particle = "(?:van|von|de|der|den|ter|ten|te|het|'t|el|al|la|le|di|da)";
const surname = `(?:${particle} ){0,3}\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}\\p{L}+)?`;
/** First words of names of organisations, which have the same form. */
const organisation = "Gemeente|Provincie|Universiteit|Hogeschool|Ministerie|Stichting|Vereniging|Commissie|Raad|Bureau";

const forms: readonly RegExp[] = [
  /[^\s<>@,;]+@[^\s<>@,;]+\.[^\s<>@,;]+/u, // an address, of which the first part is mostly a name
  new RegExp(`(?<!\\p{L})(?:\\p{Lu}\\.[ -]?){1,5} ?${surname}`, "u"), // J.P. de Vries
  new RegExp(
    `(?<!\\p{L})(?:[Dd]hr|[Mm]evr|[Mm]w|[Mm]r|[Mm]rs|[Mm]s|[Dd]rs?|[Ii]r|[Ii]ng|[Pp]rof|[Hh]eer|[Mm]evrouw|[Mm]eneer)\\.? ${surname}`,
    "u",
  ), // mevrouw Bakker
  new RegExp(`(?<!\\p{L})(?!(?:${organisation}) )\\p{Lu}\\p{L}+ (?:${particle} ){1,3}\\p{Lu}\\p{L}+`, "u"), // Jan de Vries
  new RegExp(`(?<!\\p{L})(?:door|namens|by|from|met dank aan) \\p{Lu}\\p{L}+ ${surname}`, "u"), // door Jan Jansen
];

/** The first words of names that stand for a task and not for somebody. */
const task =
  "Officier|Officer|Nabouwer|Reviewer|Rebuilder|Getuige|Witness|Logboek|Log|Houder|Holder|Functie|Team|Afdeling|Sleutel|Key";
/** A name without blanks: Jan-de-Vries, J.Jansen, JanJansen. */
const wordForms: readonly RegExp[] = [
  new RegExp(`^(?!(?:${task})[-._])\\p{Lu}\\p{L}+(?:[-._]\\p{L}{1,4}){0,3}[-._]\\p{Lu}\\p{L}{2,}$`, "u"),
  /^(?:\p{Lu}\.){1,5}[-_]?(?:\p{Ll}+[-_]?){0,3}\p{Lu}\p{L}+$/u,
  new RegExp(`^(?!(?:${task})\\p{Lu})\\p{Lu}\\p{Ll}+\\p{Lu}\\p{Ll}{2,}$`, "u"),
];

/** Whether a text that somebody typed holds what looks like the name of a person. At most a few hundred characters. */
export function looksLikePerson(text: string): boolean {
  return forms.some((form) => form.test(text));
}

/** The same of a name of one word, as holders of keys have. */
export function isPersonLike(word: string): boolean {
  return looksLikePerson(word) || wordForms.some((form) => form.test(word));
}
