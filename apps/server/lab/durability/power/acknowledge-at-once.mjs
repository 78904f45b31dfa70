// The server of the control loads this file. Syncs by the server do nothing here, so the server acknowledges too early.
// SQLite's own syncs at checkpoints still work.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.fdatasync = (_descriptor, done) => void setImmediate(() => done(null));
syncBuiltinESMExports();
