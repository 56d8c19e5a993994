// Runs a program on a pseudo-terminal, as a person does: waits for a prompt, then types. Python's standard library has one.

import { type Outcome, run } from "../tools.ts";

/**
 * What to wait for, and what to type then. `{groups DIGEST}` in it stands for the groups of the digest whose numbers the
 * line of the prompt names. `{proc}` at its start: what others can see of the program and its children at that moment goes
 * into the file `proc` of the folder. `{abort}`: nothing is typed, the program dies of SIGABRT.
 */
export type Turn = readonly [prompt: string, typed: string];

const program = `
import json, os, pty, re, select, sys, time
def filled(typed, line):
    numbers = [int(n) for n in re.findall(r"\\b(?:groep|group) (\\d+)", line)]
    groups = lambda digest: " ".join(digest[4 * n - 4:4 * n] for n in numbers)
    return re.sub(r"\\{groups ([0-9a-f]+)\\}", lambda m: groups(m[1]), typed)
def seen_by_others(pid):
    family, more = [pid], True
    while more:
        more = False
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                parent = int(open("/proc/%s/stat" % entry).read().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            if parent in family and int(entry) not in family:
                family, more = family + [int(entry)], True
    with open("proc", "wb") as out:
        for member in family:
            for name in ("cmdline", "environ", "coredump_filter"):
                out.write(name.encode() + b" " + open("/proc/%d/%s" % (member, name), "rb").read() + b"\\n")
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
        line = screen[screen.rfind(b"\\n", 0, seen) + 1:].decode(errors="replace")
        if typed.startswith("{proc}"):
            seen_by_others(pid)
            typed = typed[6:]
        if typed == "{abort}":
            os.kill(pid, 6)
        else:
            os.write(terminal, filled(typed, line).encode())
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(screen)
sys.exit(status if status >= 0 else 128 - status)
`;

/** `stdout` of the outcome is the whole screen, what the terminal echoed too. */
export function onTerminal(
  turns: readonly Turn[],
  argv: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Outcome {
  const english = { ...process.env, LC_ALL: "C.UTF-8", ...env }; // whatever the machine's locale
  return run("python3", ["-c", program, JSON.stringify(turns), ...argv], { cwd, env: english });
}
