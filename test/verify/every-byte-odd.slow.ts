// Half of every-byte.ts.

import { testEveryByte } from "./every-byte.ts";

testEveryByte(1);
