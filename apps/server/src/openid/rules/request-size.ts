const longestOf: Readonly<Record<string, number>> = {
  // An ID token has the names of all groups of its user.
  id_token_hint: 8_000,
};
const longest = 4_000;
const longestTogether = 10_000;
const mostParameters = 50;

/** Returns null if the parameters are short enough to be stored until the user has logged in. */
export function whyTooLong(parameters: URLSearchParams): string | null {
  if (parameters.size > mostParameters) return "there are too many parameters";
  let together = 0;
  for (const [name, value] of parameters) {
    // defence: AT-150 length
    if (value.length > (longestOf[name] ?? longest)) return "a parameter is too long";
    together += name.length + value.length;
  }
  return together > longestTogether ? "the parameters are too long together" : null;
}
