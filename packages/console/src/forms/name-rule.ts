/** Names of sources, callers, endpoints and connections, as the API has them: for the browser's own check of a field. */
export const NAME_PATTERN = "[a-z0-9][a-z0-9\\-]{0,62}";
export const NAME_TITLE = "Lower-case letters, digits and hyphens, at most 63";
