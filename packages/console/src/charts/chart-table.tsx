import type { ReactElement } from "react";
import type { AreaChartProps } from "./area-chart.tsx";

/** A chart in numbers, for screen readers. */
export function ChartTable({ title, spans, series }: AreaChartProps): ReactElement {
  return (
    <table className="unseen">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">From</th>
          {series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spans.map((span, index) => (
          <tr key={index}>
            <th scope="row">{span}</th>
            {series.map(({ name, values }) => (
              <td key={name}>{values[index]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
