const source = `WHAT is an otpauth:// URI, a Base32 secret, a picture of a QR code, or - for the standard input. Without WHAT,
the variable SALLYPORT_OTP is read. Words of a command can be seen by other users of the machine; a variable can't.`;

const exits = `Exit status: 0 done, 1 refused with a sentence, 2 the words of the command can't be understood.`;

export const help = {
  next: `otp [next] WHAT [options]

Prints the next unused code. No other run on this machine gets the same code.
The code stands alone on the standard output; the seconds left are on the standard error.

  --json                 one line: code, secondsLeft, validUntil, step, waitedMs, clockOffsetMs, issuer, account
  --min-remaining 10     seconds that the code must live at least
  --timeout 180          seconds to wait for a code at most
  --slot 2/5             this is the second of five machines that share the account; also SALLYPORT_OTP_SLOT
  --ledger FOLDER        where used codes are noted; also SALLYPORT_OTP_LEDGER
  --application ADDRESS  compares the clock with this application's, and makes the code for its time
  --issuer, --account    which account of several is meant

${source}
${exits}`,
  scrub: `otp scrub FOLDER [options]

Removes TOTP secrets from Playwright's traces and reports, pictures and logs. Secrets are found in otpauth:// URIs and
in QR codes. Pictures with such a QR code become blank, and drawings that look like one are removed.

  --secret WHAT          also removes this secret, even if it is only written as text; can be repeated
  --empty-unsearched     empties videos and other files that can't be searched
  --json                 one line: files, secrets, pictures, changed, unsearched

${exits}
It is 1 too if a file can't be searched.`,
  mask: `otp mask WHAT [--issuer NAME] [--account NAME]

Prints ::add-mask:: lines, by which GitHub Actions hides the secret in all logs that follow.

${source}
${exits}`,
} as const;

export const overview = `otp WHAT               prints the next unused code of a TOTP secret
otp scrub FOLDER       removes secrets from traces, reports, pictures and logs
otp mask WHAT          hides a secret in the logs of GitHub Actions
otp help COMMAND       says more: next, scrub, mask
otp --version          prints the version

${source}
${exits}`;
