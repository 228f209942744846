import { errorFacts } from "../api/error-facts.ts";
import { useNotice } from "./notices.tsx";

/** Gives the function that tells what went wrong with an act that has no place of its own for that, such as a switch. */
export function useFailureNotice(): (error: Error) => void {
  const notify = useNotice();
  return (error) => {
    const { title, remedy } = errorFacts(error);
    notify({ kind: "bad", text: `${title} ${remedy}` });
  };
}
