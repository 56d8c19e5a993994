// Every byte of a log's proof, with three other values; all 255 are in log-bytes.slow.ts.

import { testEveryByte, testEveryLength } from "./log-bytes.ts";

/** Each is another kind of slip: the neighbour, the other case, a byte that is no ASCII. */
testEveryByte([1, 0x20, 0x80], 60_000);
testEveryLength();
