/** A message's longest text, in UTF-16 code units; longer ones go as several messages, as from real clients. */
const TEXT_LIMIT = 4096;

/** Cuts a text into parts that fit, at a line's or a word's end where one is near. */
export function cutText(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > TEXT_LIMIT) {
    const window = rest.slice(0, TEXT_LIMIT);
    const end = Math.max(window.lastIndexOf("\n"), window.lastIndexOf(" "));
    const at = end > TEXT_LIMIT / 2 ? end : TEXT_LIMIT;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}
