// As a control, syncs by the server do nothing here, so the server acknowledges too early. SQLite's syncs at
// checkpoints still work.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.fdatasync = (_descriptor, done) => void setImmediate(() => done(null));
syncBuiltinESMExports();
