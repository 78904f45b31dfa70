const minute = 60_000;
const hour = 60 * minute;

/**
 * The lifetime until the browser that began opens the authorization's page. With a longer time, a flood would fill the
 * table for longer.
 */
export const unopenedLasts = 5 * minute;
/** The user needs time to log in, and perhaps to set up a second factor. */
export const authorizationLasts = hour;
