// The entry of the published package.
export { Account, type StaleOptions, type WrongOptions } from "./account.ts";
export { type ClockOffset, measureClock } from "./clock-offset.ts";
export { type Claim, FolderLedger } from "./ledger.ts";
export { OtpError, type OtpErrorCode } from "./otp-error.ts";
export type { Reservation } from "./reservation.ts";
export type { ReserveOptions } from "./reserve-options.ts";
export { type ScanChoice, type ScanSource, scan, scanAll } from "./scan.ts";
export { type ScrubOptions, type ScrubReport, scrub } from "./scrub/scrub.ts";
export type { Slot } from "./slot.ts";
export type { Time } from "./time.ts";
