// What the verifier needs of its surroundings, in small interfaces: so it runs on Node and in a browser alike.

import { Fault } from "../../format/index.ts";
import type { SignatureCheck } from "../../trust/index.ts";

/** Bytes that can be read: an image file, a drive. Positions and lengths in bytes. */
export interface Medium {
  /** `file`: ends exactly where its data end. `drive`: may count sectors behind the data that a burner left. */
  readonly kind: "file" | "drive";
  /** Undefined: this system does not say how much the drive holds; then nothing on it is ECHT in scope `image`. */
  readonly bytes: number | undefined;
  /**
   * Fills `into` from `position` and returns how many bytes came; fewer only at the end. Rejects ReadError where the medium
   * cannot be read, VerifyError when there is no medium any more.
   */
  read(position: number, into: Uint8Array): Promise<number>;
  /** Whether it is still the medium that was opened; asked at the end. */
  isUnchanged(): Promise<boolean>;
}

/** These bytes cannot be read; others may. */
export class ReadError extends Fault<"READ"> {
  /** Of the file or folder, where the medium is read as a tree. */
  readonly path: string | undefined;

  constructor(message: string, path?: string) {
    super("READ", message);
    this.path = path;
  }
}

/** Running SHA-256. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Lower-case hex; ends it. */
  digest(): string;
}

/** Bytes `from` to `to` of an update belong to the running digest; `isLast`: it ends there, and another begins. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/** SHA-256 beside the main thread, so that reading, the digest of the image and those of the files do not wait for each other. */
export interface ParallelSha256 {
  /** Resolves, when `bytes` may be written over, with the digests that ended in it, lower-case hex. Calls are taken in order. */
  update(bytes: Uint8Array, parts: readonly Part[]): Promise<readonly string[]>;
  /** Ends it, whatever is still waiting. */
  stop(): void;
}

export interface Platform {
  sha256(): Sha256;
  parallelSha256(): ParallelSha256;
  /** A buffer that parallelSha256 can read without a copy. */
  buffer(bytes: number): Uint8Array;
  readonly check: SignatureCheck;
}
