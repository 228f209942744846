/**
 * The same store with some members replaced.
 *
 * @template {object} T
 * @param {T} store
 * @param {Partial<T>} replaced
 * @returns {T}
 */
export function override(store, replaced) {
  return new Proxy(store, {
    get(target, name) {
      if (name in replaced) return Reflect.get(replaced, name);
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
