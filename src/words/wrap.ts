// Lines of a console: broken between words, never within one.

/** Columns of a line: one in the 80th makes some consoles begin another. */
export const width = 79;

/** Lines of at most `columns` characters; a word that is longer stands alone. `bullet` opens the first, blanks of its length the others. */
export function wrapped(text: string, bullet = "", columns = width): string[] {
  const indent = " ".repeat(bullet.length);
  const lines = text.split("\n").flatMap((line) => wrapOne(line, columns - bullet.length));
  return lines.map((line, i) => `${i === 0 ? bullet : indent}${line}`.trimEnd());
}

/** One line of a text; blanks at its start stay. */
function wrapOne(text: string, columns: number): string[] {
  const [margin = ""] = /^ */.exec(text) ?? [];
  const words = text.slice(margin.length).split(" ");
  return inLines(words, [margin, margin], columns, (word) => word.length);
}

/** Words in lines: `starts` opens the first and all others. A word that fits no line stands alone. `sizeOf`: its columns. */
export function inLines(
  words: readonly string[],
  [first, next]: readonly [string, string],
  columns: number,
  sizeOf: (word: string) => number,
): string[] {
  const lines: string[] = [];
  let [line, used, isEmpty] = [first, first.length, true];
  for (const word of words) {
    const size = sizeOf(word);
    if (!isEmpty && used + 1 + size > columns) {
      lines.push(line);
      [line, used, isEmpty] = [next, next.length, true];
    }
    line += isEmpty ? word : ` ${word}`;
    used += isEmpty ? size : 1 + size;
    isEmpty = false;
  }
  return [...lines, line];
}
