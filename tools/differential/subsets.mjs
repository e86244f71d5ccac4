/** Every choice of `size` members of a list. */
export function* subsets(list, size, from = 0) {
  if (size === 0) yield [];
  else for (let i = from; i <= list.length - size; i++) for (const rest of subsets(list, size - 1, i + 1)) yield [list[i], ...rest];
}
