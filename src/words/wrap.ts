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
  const lines: string[] = [];
  let line = margin;
  let isEmpty = true;
  for (const word of text.slice(margin.length).split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = margin;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
