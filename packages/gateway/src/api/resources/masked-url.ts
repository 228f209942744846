/** A URL whose query tells names only: tokens travel there. */
export function maskedUrl(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return url;
  const masked = url.slice(start + 1).replaceAll(/=[^&#]*/g, "=***");
  return `${url.slice(0, start)}?${masked.includes("=") ? masked : "***"}`;
}
