import { seed } from "./seed.ts";

/** Prints the seed once, so the same run can be repeated: `E2E_SEED=… npm run e2e`. */
export default function announceSeed(): void {
  console.log(`E2E_SEED=${seed}`);
}
