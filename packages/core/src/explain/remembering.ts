/**
 * The same function, each result worked out once. Results live as long as the function does, so one is made for each
 * explanation: what it holds may be a piece of a body.
 */
export function remembering<Input, Output extends string | object>(
  compute: (input: Input) => Output,
): (input: Input) => Output {
  const known = new Map<Input, Output>();
  return (input) => {
    const found = known.get(input);
    if (found !== undefined) return found;
    const made = compute(input);
    known.set(input, made);
    return made;
  };
}
