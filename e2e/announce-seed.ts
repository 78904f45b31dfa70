import { seed } from "./seed.ts";

/** Prints the seed of the run. `E2E_SEED=… npm run e2e` repeats a run with the same seed. */
export default function announceSeed(): void {
  console.log(`E2E_SEED=${seed}`);
}
