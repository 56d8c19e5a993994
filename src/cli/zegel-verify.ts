#!/usr/bin/env node
// The verifier alone: nothing of the rooms that build or sign is loaded.

import { runVerify } from "../verify/main.ts";

await runVerify(process.argv.slice(2));
