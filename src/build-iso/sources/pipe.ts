// A pipe into which a program writes and from which we read into one buffer. Through Node's own stdout pipe every read
// gets a fresh buffer of 64 KiB, whose page faults cost more than hashing and writing its bytes.

import { closeSync, constants, openSync } from "node:fs";
import { type OnReadOpts, Socket, type SocketConstructorOpts } from "node:net";
import { join } from "node:path";
import { execa } from "execa";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";

/** Bytes of one read: what Linux holds in a pipe. */
const readBytes = 65_536;

export class Pipe {
  /** For the program; close it here once the program has it. */
  readonly writeEnd: number;
  readonly #readEnd: number;

  private constructor(readEnd: number, writeEnd: number) {
    this.#readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** `path`: for mkfifo(1). The name is gone again before this resolves: what is left is in memory. */
  static open(env: NodeJS.ProcessEnv): Promise<Pipe> {
    return inTemporaryFolder("pipe", async (folder) => {
      const name = join(folder, "pipe");
      await execa("mkfifo", ["-m", "600", name], { env, extendEnv: false, stdin: "ignore" });
      // Reader first and without waiting; the write end must not read too, or the program would outlive us unnoticed.
      const readEnd = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
      return new Pipe(readEnd, openSync(name, constants.O_WRONLY));
    });
  }

  closeWriteEnd(): void {
    closeSync(this.writeEnd);
  }

  /**
   * Gives every piece to `onPiece` until the program closes its end. A piece is valid during the call only; where it
   * returns a promise, reading goes on when that resolves. Rejects with what `onPiece` throws.
   */
  read(onPiece: (piece: Uint8Array) => Promise<void> | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const take = (count: number, buffer: Uint8Array): boolean => {
        try {
          const wait = onPiece(buffer.subarray(0, count));
          wait?.then(
            () => socket.resume(),
            (error) => socket.destroy(error as Error),
          );
          return wait === undefined;
        } catch (error) {
          socket.destroy(error as Error);
          return false;
        }
      };
      const onread: OnReadOpts = { buffer: Buffer.allocUnsafeSlow(readBytes), callback: take };
      // `onread` is documented for this constructor too; its types know it for connections only.
      const options: SocketConstructorOpts = { fd: this.#readEnd, readable: true, writable: false };
      const socket = new Socket(Object.assign(options, { onread }));
      socket.once("error", reject).once("close", () => resolve());
      socket.resume();
    });
  }
}
