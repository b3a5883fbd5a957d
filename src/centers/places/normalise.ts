/** Latin letters that look like Russian ones, for words typed in both alphabets at once. */
const lookAlikes = new Map(
  Array.from("abcehkmoptxy", (look, index) => [look, "авсенкмортху".charAt(index)]),
);

/** Letters with marks of the scientific transliteration (ISO 9, GOST 7.79 A). */
const markedLetters = new Map([
  ["ž", "zh"],
  ["č", "ch"],
  ["š", "sh"],
  ["ŝ", "shch"],
  ["â", "ya"],
  ["û", "yu"],
  ["è", "e"],
]);

/**
 * Cuts a text into words of small letters and digits; every other sign parts words,
 * but an apostrophe inside a Latin word stands for a soft sign and joins.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[žčšŝâûè]/g, (letter) => markedLetters.get(letter) ?? letter)
    .replace(/(?<=[a-z])['`’ʹ]/g, "");
  return (plain.match(/[a-zа-яё0-9ë]+/g) ?? []).map(inOneAlphabet);
}

/** How a text is compared: the spellings or sounds it may stand for, the likeliest first. */
export type Fold = (text: string) => string[];

/** Russian «е» and «ё» are one letter to most people who type. */
export function withoutYo(text: string): string[] {
  return [text.replaceAll("ё", "е")];
}

function inOneAlphabet(word: string): string {
  if (!/[а-яё]/.test(word) || !/[a-z]/.test(word)) return word;
  return Array.from(word, (letter) => lookAlikes.get(letter) ?? letter).join("");
}
