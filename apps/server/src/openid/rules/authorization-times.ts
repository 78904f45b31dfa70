const minute = 60_000;
const hour = 60 * minute;

/** Until the page of the authorization is opened in the browser that began. Otherwise a flood would stay for an hour. */
export const unopenedLasts = 5 * minute;
/** The user needs time to log in, and perhaps to set up a second factor. */
export const authorizationLasts = hour;
