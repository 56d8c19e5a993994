// Makes the scrypt of new keys cheap where a test makes many and opens none of them: half a second each, which is meant.
// The work factor that stands in the key file stays, so that such a key opens nowhere else.

import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

const real = crypto.scrypt;
crypto.scrypt = (secret, salt, bytes, settings, done) => real(secret, salt, bytes, { ...settings, N: 16 }, done);
syncBuiltinESMExports();
