// Makes the control server acknowledge too early, by doing nothing when the server syncs. SQLite's own syncs at
// checkpoints still work.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.fdatasync = (_descriptor, done) => void setImmediate(() => done(null));
syncBuiltinESMExports();
