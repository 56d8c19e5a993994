// Papers of a check leave the page as a file, or by the printer.

/** As a download: where it goes is the browser's business. */
export function save(text: string, type: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser takes it when it likes
}

/** In a frame of its own, so that what is printed is the paper and nothing of this page. It holds no script and runs none. */
export function print(html: string, name: string): void {
  for (const old of document.querySelectorAll("iframe.print")) old.remove();
  const frame = document.createElement("iframe");
  frame.className = "print";
  frame.title = name;
  frame.tabIndex = -1;
  frame.setAttribute("sandbox", "allow-same-origin allow-modals");
  frame.srcdoc = html;
  frame.addEventListener("load", () => frame.contentWindow?.print());
  document.body.append(frame);
}
