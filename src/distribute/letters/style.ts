// How letters of a register and labels look on A4, beside what every letter has.

/** Many letters in one document; a QR code beside each zegelcode; the key under the fold. */
export const batchStyle = `
.letter + .letter { break-before: page; }
.scanned { display: grid; grid-template-columns: 1fr 15.5mm; gap: 1mm; align-items: center; margin-bottom: 1mm; }
.scanned .frame { margin: 0; padding: 0.8mm 2mm 1mm; }
.scanned .groups .code { font-size: 14pt; padding: 0 0.5mm; }
.scanned .qr { display: block; }
.front header { height: 36.5mm; }
.front header .loud { font-size: 9.5pt; line-height: 1.15; padding: 0.3mm 2mm; margin-bottom: 1mm; }
.front h1 { font-size: 16pt; line-height: 1.1; }
.front .facts { font-size: 10pt; line-height: 1.15; }
.front { font-size: 10.5pt; line-height: 1.2; }
.dense { font-size: 9.5pt; line-height: 1.15; }
.front .hint { font-size: 9.5pt; }
.front .contact { font-size: 9.5pt; }
.strip { padding-top: 0.6mm; padding-bottom: 1.2mm; }
.strip .fields { gap: 0.9mm 6mm; }
.strip .sign-here { min-height: 6.2mm; }
.report { line-height: 1.15; margin-bottom: 0.9mm; }
.fields > .read-out { grid-column: 2; justify-content: space-between; white-space: nowrap; }
.key-row { display: flex; align-items: center; gap: 6mm; margin-top: 1.2mm; font-size: 10pt; }
.key .groups { gap: 6mm; }
.key .groups .code { font-size: 13pt; }
.dense .scanned { grid-template-columns: 1fr 12.5mm; }
.dense .qr { width: 12.5mm; height: 12.5mm; }
.more .coded { display: grid; grid-template-columns: 1fr 13mm; column-gap: 1mm; }
.facts .long { font-size: 8pt; }
.bags { font-size: 8pt; }
.more .scanned { display: contents; }
.more .qr { grid-column: 2; grid-row: 1 / 3; width: 12.5mm; height: 12.5mm; margin: 0.3mm 0 0 auto; }
.more .frame { padding: 0.3mm 2mm; }
.more .frame-name { width: 29mm; }
.more .groups .code { font-size: 10.5pt; }
.more .five { width: 9mm; }
.more .coded .fields { font-size: 8.5pt; min-width: 0; }
.front .recalled { border: 0.7mm solid #000; padding: 0.8mm 2mm; margin-bottom: 1mm; font-size: 9pt; line-height: 1.12; }
.recalled .recalled-head { display: flex; align-items: center; gap: 2mm; }
.front .recalled .sign { width: 7mm; height: 7mm; }
.front .recalled ul { padding-left: 4mm; }
.front .recalled-code { display: flex; align-items: center; gap: 3mm; }
.front .recalled-code .groups { gap: 4mm; }
.front .recalled-code .groups .code { font-size: 10.5pt; padding: 0 0.5mm; }
.last .recalled li { margin-bottom: 3mm; }
.last .recalled-code .groups { justify-content: flex-start; gap: 6mm; }
`;

/** The key of a letter in large print, on a sheet of its own that is folded in the middle. */
export const largeKeyStyle = `
.key-sheet { height: 235mm; break-after: page; }
/* The word across stands on the first sheet of text, which is not the first one. */
.start { position: relative; height: 0; }
.key-large { margin-top: 12mm; }
.recalled { border: 0.7mm solid #000; padding: 2mm 4mm; margin-bottom: 5mm; }
.recalled-code { break-inside: avoid; }
.key-large .groups { display: block; list-style: none; padding: 0; }
.key-behind { height: 255mm; break-after: page; overflow: hidden; }
.key-behind { position: relative; }
.key-behind .pattern { width: 100%; height: 100%; }
.key-outside { position: absolute; left: 15mm; right: 15mm; bottom: 45mm; margin: 0; padding: 8mm; background: #fff; border: 0.5mm solid #000; font-weight: bold; text-align: center; }
.scanned .qr { display: block; margin: 2mm 0 4mm; width: 24mm; height: 24mm; }
`;

/** Measures of a sheet of labels, in millimetres. */
interface Measures {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

/** The heading is for who reads the page on a screen: on the sheet there is no room for it. */
export function labelStyle({ columns, rows, width, height, gap }: Measures): string {
  const left = (210 - columns * width - (columns - 1) * gap) / 2;
  const top = (297 - rows * height) / 2;
  return `
@page { size: A4; margin: 0; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 9pt/1.2 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: anywhere; }
h1, p { margin: 0; }
.sheet { list-style: none; margin: 0; width: 210mm; height: 296.9mm; padding: ${top}mm ${left}mm 0; display: grid; grid-template-columns: repeat(${columns}, ${width}mm); grid-auto-rows: ${height}mm; column-gap: ${gap}mm; break-after: page; }
.sheet:last-child { break-after: auto; }
.label { padding: 2.5mm 3mm; overflow: hidden; display: flex; justify-content: space-between; gap: 1mm; }
.label.disc { font-size: 10pt; line-height: 1.15; text-wrap: balance; }
.label.address { display: block; font-size: 11pt; line-height: 1.15; }
.small { font-size: 7.5pt; margin-top: 1mm; }
.number { font-size: 12pt; }
.kind { font-weight: bold; font-size: 11pt; margin-top: 1mm; display: flex; align-items: center; gap: 1mm; }
.kind .sign { width: 5mm; height: 5mm; }
.qr { flex: none; }
.practice { margin: 1mm; border: 0.8mm dashed #7a3b00; border-radius: 6mm; color: #7a3b00; padding: 1.5mm 3mm; }
.label.practice.disc { font-size: 9pt; }
@media print { h1 { display: none; } }
@media screen { h1 { font-size: 14pt; padding: 4mm; } .label { outline: 0.2mm dotted #767676; } }
`;
}
