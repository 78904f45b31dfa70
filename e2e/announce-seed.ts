import { seed } from "./seed.ts";

/** `E2E_SEED=… npm run e2e` repeats a run with the printed seed. */
export default function announceSeed(): void {
  console.log(`E2E_SEED=${seed}`);
}
