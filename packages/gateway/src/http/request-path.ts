const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i;

/**
 * The path of a request target exactly as sent, without the query; undefined for targets that name no resource of a
 * server (`*`, an authority). Never decoded or normalised: a source's path is literal text.
 */
export function requestPath(target: string): string | undefined {
  if (!target.startsWith("/")) {
    // RFC 9112, 3.2.2: a server accepts the absolute form as well.
    const origin = ABSOLUTE_FORM.exec(target)?.[0];
    return origin === undefined ? undefined : requestPath(target.slice(origin.length) || "/");
  }
  const query = target.indexOf("?");
  return query === -1 ? target : target.slice(0, query);
}
