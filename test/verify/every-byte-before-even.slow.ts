// Half of every-byte-before.ts.

import { testEveryByteBefore } from "./every-byte-before.ts";

testEveryByteBefore(0, 2, 30_000);
