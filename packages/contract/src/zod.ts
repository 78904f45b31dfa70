import * as z from "zod/mini";

// At the first schema, Zod tries whether `new Function` works. On our pages the try would violate the Content Security
// Policy, which forbids eval. So this setting must come before the first schema.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
