// Some of every-byte-before.ts.

import { testEveryByteBefore } from "./every-byte-before.ts";

testEveryByteBefore(7, 997, 80);
