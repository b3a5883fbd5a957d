/** One sound a letter; «щ» is «ш», «й» and «ы» are «и», the soft and the hard sign are silent. */
const letters = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяwqxyžčšŝâûèë";
const sounds = "abvgdeejziiklmnoprstufhcCSS-i-euavkhijCSSauee";
const soundOfLetter = new Map(
  Array.from(letters, (letter, index) => [letter, sounds.charAt(index).replace("-", "")]),
);

/** Sounds that take several Latin letters, the longer spellings first. */
const latinSpellings: [RegExp, string][] = [
  [/shch|sch|shh|sh|sc(?=[aeiouy])/g, "ш"],
  [/ch/g, "ч"],
  [/zh/g, "ж"],
  [/kh/g, "х"],
  [/ts|tz|cz/g, "ц"],
];

/** Latin letters that look like Russian ones, for words typed in both alphabets at once. */
const lookAlikes = new Map(
  Array.from("abcehkmoptxy", (look, index) => [look, "авсенкмортху".charAt(index)]),
);

/**
 * Cuts a text into words of small letters and digits; every other sign parts words,
 * but an apostrophe inside a Latin word stands for a soft sign and joins.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<=[a-z])['`’ʹ]/g, "")
    .replace(/(?<=[а-яё]{6})(район|округ|область|обл|муниципальный|городской)/g, " $1");
  return (plain.match(/[a-zа-яё0-9žčšŝâûèë]+/g) ?? []).map(inOneAlphabet);
}

function inOneAlphabet(word: string): string {
  if (!/[а-яё]/.test(word) || !/[a-z]/.test(word)) return word;
  return Array.from(word, (letter) => lookAlikes.get(letter) ?? letter).join("");
}

/**
 * How a word is compared: Russian letter by letter, but «е» and «ё» are one to most who type; Latin by its sound
 * in a rough alphabet, to which every system of transliteration leads (GOST, ISO 9, the passport's, the everyday one).
 * @param word one word or several joined, in small letters
 */
export function keyOf(word: string): string {
  return /[a-z]/.test(word) ? soundOf(word) : word.replaceAll("ё", "е");
}

/** All keys under which a Russian word is found; «ё» is `e` or `yo` in Latin letters. */
export function keysOf(word: string): Set<string> {
  return new Set([keyOf(word), soundOf(word), soundOf(word.replaceAll("ё", "о"))]);
}

/** Doubled letters and the glide before a vowel fall away; Latin `ts` is «ц» or «тс». */
function soundOf(word: string): string {
  const spelled = latinSpellings.reduce((text, [latin, to]) => text.replace(latin, to), word);
  return Array.from(spelled, (letter) => soundOfLetter.get(letter) ?? letter)
    .join("")
    .replaceAll("ts", "c")
    .replace(/([^aeou0-9])\1+/g, "$1")
    .replace(/i(?=[aeou])/g, "");
}

const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?";
const russian = "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,";

const toRussian = new Map(Array.from(latin, (key, index) => [key, russian.charAt(index)]));
const toLatin = new Map(Array.from(russian, (key, index) => [key, latin.charAt(index)]));

/** What the same keys write with the Russian layout switched on: `rehufy` is «курган». */
export function typedInRussian(text: string): string {
  return switchKeys(text, toRussian);
}

/** What the same keys write with the Latin layout switched on: «ыгкпге» is `surgut`. */
export function typedInLatin(text: string): string {
  return switchKeys(text, toLatin);
}

function switchKeys(text: string, keys: Map<string, string>): string {
  return Array.from(text, (letter) => keys.get(letter) ?? letter).join("");
}
