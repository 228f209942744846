const percent = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** `99.2 %`; a dash of nothing. Never rounded up to all: one refused of ten thousand is not 100 %. */
export function formatShare(part: number, whole: number): string {
  if (whole === 0) return "–";
  const share = (part / whole) * 100;
  const rounded = part < whole ? Math.min(Math.floor(share * 10) / 10, 99.9) : 100;
  return `${percent.format(rounded)} %`;
}
