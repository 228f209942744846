/** The cookie that holds a session: only this origin sets it, only over TLS or to this machine itself. */
export const SESSION_COOKIE = "__Host-countersign-session";

/**
 * What the console's own page says of its requests. No other page can: browsers ask before they let another origin send a
 * header of its own, and the gateway never answers that. Without it the session's cookie is not looked at.
 */
export const CONSOLE_HEADER = "x-countersign-console";

/** What the header says: a person did something, or the page asks by itself, which does not keep a session from idling. */
export const consoleHeaderValues = { person: "1", background: "background" } as const;
