export const dayBounds = { min: 1, max: 365 } as const;
export const daysMistake = `Enter a whole number of days from ${dayBounds.min} to ${dayBounds.max}.`;

export function areDays(days: number): boolean {
  return Number.isInteger(days) && days >= dayBounds.min && days <= dayBounds.max;
}

export const offeredDays = [1, 2, 3, 7, 14, 30, 60, 90, 365] as const;
export const defaultDays = 7;

/** Longer deadlines need reauthentication with a second factor. */
export const mostDaysWithoutProof = 14;
