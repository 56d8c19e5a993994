#!/usr/bin/env node
// The verifier alone: nothing of the rooms that build or sign is loaded.

import { runVerify } from "../verify/main.ts";

void runVerify(process.argv.slice(2)); // never rejects; no top-level await, for a single executable starts from CommonJS
