// Half of every-byte-before.ts.

import { testEveryByteBefore } from "./every-byte-before.ts";

testEveryByteBefore(1, 2, 30_000);
