// What a record says of the program and the machine, whatever they are. Pure: no system is asked here.

/** package.json has the same (a test says so); a single program file has no package.json beside it. */
export const toolVersion = "0.1.0";

export interface Tool {
  readonly version: string;
  /** `program`: one file that is all of it. `script`: the first file of several; the others are not in its digest. `page`: in a browser. */
  readonly kind: "program" | "script" | "page";
  readonly file: string;
  /** Undefined when the file cannot be read any more, and for a page: a browser does not let it read its own file. */
  readonly sha256: string | undefined;
  /** `Node v24.21.0`, or what the browser calls itself. */
  readonly runtime: string;
}

export interface Machine {
  readonly system: string;
  readonly host: string;
  /** `YYYY-MM-DD hh:mm:ss +hh:mm` by the machine's clock and time zone. */
  readonly clock: string;
  readonly timeZone: string;
  /** Names of the network interfaces that are up, without the loopback; undefined when the system does not say. */
  readonly networks: readonly string[] | undefined;
}

/** `YYYY-MM-DD hh:mm:ss +hh:mm` by the machine's clock and time zone. */
export function localTime(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const offset = -now.getTimezoneOffset(); // minutes east of Greenwich
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())} ${zone}`;
}
