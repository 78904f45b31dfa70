// Loaded into the server of the control: a sync that the server waits for does nothing, so it acknowledges at once.
// SQLite's own syncs at checkpoints stay.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

fs.fdatasync = (_descriptor, done) => void setImmediate(() => done(null));
syncBuiltinESMExports();
