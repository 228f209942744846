import { ShortId } from "../parts/id-text.tsx";
import { Timestamp } from "../parts/timestamp.tsx";
import type { Column } from "./column.ts";

/** The id of each row; on a phone its page tells it. */
export const idColumn: Column<{ readonly id: string }> = {
  id: "id",
  title: "Id",
  width: "118px",
  cell: ({ id }) => <ShortId id={id} />,
};

export interface TimeColumnOptions<Row> extends Pick<Column<Row>, "id" | "title" | "phone"> {
  readonly at: (row: Row) => string | null;
  /** Lists with many columns have less to give. Default 96. */
  readonly minPx?: number;
}

/** A moment of each row, at the end of its line: as wide as the person's own way of writing times. */
export function timeColumn<Row>({ at, minPx = 96, ...column }: TimeColumnOptions<Row>): Column<Row> {
  return {
    ...column,
    width: `minmax(${minPx}px, max-content)`,
    align: "end",
    cell: (row) => <Timestamp at={at(row)} isInRow />,
  };
}
