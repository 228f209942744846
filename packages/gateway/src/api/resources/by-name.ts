/** In the order of names, which pages rely on. */
export function byName<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  return [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}
