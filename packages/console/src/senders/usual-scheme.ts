/** What receivers verify most easily: there are libraries for it in every language. */
export const USUAL_SCHEME = "standard-webhooks";
