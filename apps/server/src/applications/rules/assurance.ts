type Level = 1 | 2;

interface Requirement {
  secondFactor: "account" | "always";
}

/** A request can raise the level that the application requires, but never lower it. */
export function neededLevel({ secondFactor }: Requirement, asked: { wantsMfa: boolean }): Level {
  return secondFactor === "always" || asked.wantsMfa ? 2 : 1;
}
