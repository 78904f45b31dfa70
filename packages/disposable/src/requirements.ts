const needed = { major: 24, minor: 11 };

/** Says why this process can't start a Sallyport, or returns null. */
export function refusal(version: string, environment: string | undefined): string | null {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const { major: neededMajor, minor: neededMinor } = needed;
  if (major < neededMajor || (major === neededMajor && minor < neededMinor))
    return `@sallyport/disposable needs Node ${neededMajor}.${neededMinor} or newer. This is Node ${version}. Install a newer one, or run only this program with it: npx -p node@24 -p @sallyport/disposable sallyport-disposable`;
  if (environment === "production")
    return "@sallyport/disposable is for tests: it gives out passwords and tokens to each caller. It doesn't start with NODE_ENV=production. Install the package sallyport for production.";
  return null;
}
