import { seed } from "./seed.ts";

/** Said once in a run, so that its stories can be told again: `E2E_SEED=… npm run e2e`. */
export default function announceSeed(): void {
  console.log(`E2E_SEED=${seed}`);
}
