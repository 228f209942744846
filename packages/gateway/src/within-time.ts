import { GatewayError } from "./errors.ts";

/** The store has not answered in time. What was asked of it may still happen. */
export class LateAnswer extends GatewayError {
  constructor() {
    super("store_unavailable", "the database did not answer in time");
  }
}

/**
 * Gives the answer, or rejects when it is late; what comes after that is handed to `onLate`.
 *
 * @throws LateAnswer
 */
export async function withinTime<Answer>(
  answer: Promise<Answer>,
  ms: number,
  onLate: (answer: Answer) => void = () => {},
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  let isLate = false;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new LateAnswer());
    }, ms);
  });
  answer.then(
    (value) => {
      if (isLate) onLate(value);
    },
    () => {},
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
