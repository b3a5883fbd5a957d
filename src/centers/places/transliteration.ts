/** One sound a letter; «щ» is «ш», «й» and «ы» are «и», the soft and the hard sign are silent. */
const russianSounds = new Map(
  Array.from("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", (letter, index) => [
    letter,
    "abvgdeejziiklmnoprstufhcCSS-i-eua".charAt(index).replace("-", ""),
  ]),
);

/** Longer spellings first; a capital is one sound that needs several Latin letters. */
const latinSounds: [RegExp, string][] = [
  [/shch|sch|shh|sc(?=[aeiouy])/g, "S"],
  [/sh/g, "S"],
  [/ch/g, "C"],
  [/zh/g, "j"],
  [/kh|x/g, "h"],
  [/tz|cz/g, "c"],
  [/w/g, "v"],
  [/q/g, "k"],
  [/ë/g, "e"],
];

/**
 * The sound of a word in a rough alphabet that every system of transliteration leads to: GOST, ISO 9,
 * the passport's and the everyday one. Soft signs, doubled letters and the glide before a vowel fall away.
 * @param word one word, in Russian or Latin small letters
 * @returns the possible sounds, the likelier first: Latin `j` is «ж» to some and «й» to others, «ё» is `e` or `yo`
 */
export function soundsOf(word: string): string[] {
  const readings = [word];
  if (word.includes("j")) readings.push(word.replaceAll("j", "i"));
  if (word.includes("ё")) readings.push(word.replaceAll("ё", "о"));
  return [...new Set(readings.map(toSound))];
}

function toSound(text: string): string {
  const latin = latinSounds.reduce(
    (given, [spelling, sound]) => given.replace(spelling, sound),
    text,
  );
  return Array.from(latin, (letter) => russianSounds.get(letter) ?? letter)
    .join("")
    .replaceAll("y", "i")
    .replaceAll("ts", "c")
    .replace(/([^aeou0-9])\1+/g, "$1")
    .replace(/i(?=[aeou])/g, "");
}
