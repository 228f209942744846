const SECOND_MS = 1000;
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** The beginnings of a chart's points, in UTC: the time of day, with the date where there is more than a day of them. */
export function chartSpans(chart: {
  readonly from: string;
  readonly pointSeconds: number;
  readonly points: number;
}): readonly string[] {
  const { from, pointSeconds, points } = chart;
  const beginsAt = Date.parse(from);
  const hasDates = pointSeconds * points > DAY_S;
  return Array.from({ length: points }, (_, index) => {
    const text = new Date(beginsAt + index * pointSeconds * SECOND_MS).toISOString();
    const time = text.slice("2026-11-02T".length, "2026-11-02T14:33".length);
    return hasDates ? `${text.slice("2026-".length, "2026-11-02".length)} ${time}` : time;
  });
}

/** `10 min`, `2 h`: how long each point is. */
export function pointWords(pointSeconds: number): string {
  return pointSeconds < HOUR_S ? `${pointSeconds / MINUTE_S} min` : `${pointSeconds / HOUR_S} h`;
}
