import { seed } from "./seed.ts";

/** So that the same run can be repeated with `E2E_SEED=… npm run e2e`. */
export default function announceSeed(): void {
  console.log(`E2E_SEED=${seed}`);
}
