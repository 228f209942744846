/** As many as one answer of the API may hold: few round trips, and a table that scrolls far before it asks again. */
export const PAGE_ITEMS = 200;
