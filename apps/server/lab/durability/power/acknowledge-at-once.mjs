// As a control, the server's own syncs do nothing, so the server acknowledges too early. SQLite's syncs at
// checkpoints still work.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.fdatasync = (_descriptor, done) => void setImmediate(() => done(null));
syncBuiltinESMExports();
