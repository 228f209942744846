import * as z from "zod";

/** A moment in UTC, such as `2026-11-02T10:00:00.000Z`. */
export const timestamp = z.iso.datetime().describe("RFC 3339, in UTC (`Z`).");
