// Every byte of a log's proof, with every other value.

import { testEveryByte } from "./log-bytes.ts";

testEveryByte(
  Array.from({ length: 255 }, (_, i) => i + 1),
  600_000,
);
