import * as z from "zod/mini";

// The Content Security Policy forbids `new Function`, which Zod would try without `jitless`.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
