const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;

/** A size in bytes for people: `911 B`, `2.1 kB`, `1.0 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} B`;
  if (bytes < MEGABYTE) return `${(bytes / KILOBYTE).toFixed(1)} kB`;
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
