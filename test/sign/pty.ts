// Runs a program on a pseudo-terminal, as a person does: waits for a prompt, then types. Python's standard library has one.

import { type Outcome, run } from "../tools.ts";

/** What to wait for, and what to type then. */
export type Turn = readonly [prompt: string, typed: string];

const program = `
import json, os, pty, select, sys, time
turns = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
screen, seen, deadline = b"", 0, time.time() + 60
while True:
    if time.time() > deadline:
        os.kill(pid, 9)
    if select.select([terminal], [], [], 0.5)[0]:
        try:
            got = os.read(terminal, 65536)
        except OSError:
            break
        if not got:
            break
        screen += got
    if turns and turns[0][0].encode() in screen[seen:]:
        prompt, typed = turns.pop(0)
        seen = screen.index(prompt.encode(), seen) + len(prompt.encode())
        time.sleep(0.2)
        os.write(terminal, typed.encode())
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(screen)
sys.exit(status if status >= 0 else 128 - status)
`;

/** `stdout` of the outcome is the whole screen, what the terminal echoed too. */
export function onTerminal(turns: readonly Turn[], argv: readonly string[], cwd: string): Outcome {
  return run("python3", ["-c", program, JSON.stringify(turns), ...argv], { cwd });
}
