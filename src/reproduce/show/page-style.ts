// How the pages of compare look: for a screen first, on paper too.

export const pageStyle = `
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #000; background: #fff; font: 11pt/1.45 Arial, "Liberation Sans", Helvetica, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 18pt; } h2 { font-size: 13pt; margin: 1.6em 0 0.2em; border-bottom: 1px solid #000; } h3 { font-size: 11pt; margin: 1em 0 0.2em; }
.headline { border: 2px solid #000; padding: 0.6rem 1rem; } .headline b { font-size: 14pt; } .headline p { margin: 0.2em 0; }
table { width: 100%; border-collapse: collapse; margin: 0.4em 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25em 1em 0.25em 0; border-bottom: 1px solid #999; font-weight: normal; }
thead th { font-weight: bold; }
td.number, th.number { text-align: right; white-space: nowrap; }
code { font: 9.5pt "DejaVu Sans Mono", Consolas, "Liberation Mono", monospace; }
ul { margin: 0.2em 0; padding-left: 1.4em; } li { font-size: 10pt; }
@media print { body { margin: 0; max-width: none; } tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; } }`;
