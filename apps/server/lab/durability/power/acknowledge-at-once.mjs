// The control run loads this module into the server. A sync then does nothing, so the server acknowledges too
// early. SQLite's own syncs at checkpoints still work.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.fdatasync = (_descriptor, done) => void setImmediate(() => done(null));
syncBuiltinESMExports();
