import type { AnswerOf, Routes } from "@countersign/contract";
import { formatRecord } from "../output/format-record.ts";
import { print, printJson } from "../output/print.ts";
import { TableWriter } from "../output/table-writer.ts";
import type { Columns } from "../output/table-writer.ts";

type DeliveryDetail = AnswerOf<Routes["getDelivery"]>;

const attemptColumns: Columns<DeliveryDetail["tries"][number]> = {
  attempt: ({ number }) => String(number),
  at: ({ startedAt }) => startedAt,
  result: ({ result }) => result,
  status: ({ status }) => status?.toString(),
  ms: ({ durationMs }) => String(durationMs),
  secret: ({ secret }) => secret,
};

/** Prints one delivery with its attempts below. */
export async function printDelivery(
  delivery: DeliveryDetail,
  { isJson }: { readonly isJson: boolean },
): Promise<void> {
  if (isJson) return await printJson(delivery);
  const { tries, ...facts } = delivery;
  await print(formatRecord(facts));
  if (tries.length === 0) return;
  await print("\n");
  await new TableWriter(attemptColumns, process.stdout.columns).write(tries);
}
