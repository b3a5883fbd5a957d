/** A change to one file of the product's source. */
export interface Patch {
  /** Below src. */
  file: string;
  /** Text that stands in the file exactly once. */
  find: string;
  replace: string;
}

/**
 * Changes a source text.
 *
 * @throws Error when a text is not found exactly once: a plant that hits nothing would prove nothing.
 */
export function applyPatches(source: string, patches: Patch[]): string {
  return patches.reduce((text, { file, find, replace }) => {
    const parts = text.split(find);
    if (parts.length !== 2)
      throw new Error(`${file} holds this text ${parts.length - 1} times, not once:\n${find}`);
    return parts.join(replace);
  }, source);
}
